"""Lists the pages and runs the one that was asked for. The menu is the frame's: its links carry the view."""

from pathlib import Path

import streamlit as st

from ui import first, link, menu, picture

first.gather()
st.set_page_config(page_title=menu.PRODUCT, page_icon=str(Path(__file__).with_name("favicon.svg")), layout="wide")
st.navigation(menu.listed(), position="hidden").run()
link.settle()
picture.label()
