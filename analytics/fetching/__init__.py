"""Public files from their publishers: which there are (`sources`), and how one comes here whole (`download`).

Asked by the command line alone. Nothing here runs by itself, and no page can start it.
"""
