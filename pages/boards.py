"""Boards: the views that people saved, and the boards that they make of them; `present` in the address presents one."""

from ui.boards import page

page.draw()
