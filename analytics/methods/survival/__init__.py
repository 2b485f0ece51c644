"""How long it takes until something happens, where for some it has not happened yet.

`returns` reads from returns after and by which day each organisation reached a step, `kaplan_meier` makes the curve of
those, and `carried_on` says when a share is reached if the pace of late goes on.
"""
