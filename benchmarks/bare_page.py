"""The least that a page can be: a choice and a chart. `meeting.py` serves it beside the product, for comparison."""

import numpy as np
import pandas as pd
import streamlit as st

TITLE = "Bare page"
NAMES = [f"Organisation {number}" for number in range(42)]
MONTHS = pd.date_range("2019-04-01", periods=54, freq="MS")

if __name__ == "__main__":
    chosen = st.selectbox("Organisation", NAMES, index=int(st.query_params.get("number", 0)))
    st.title(f"{TITLE}: {chosen}")
    values = np.random.default_rng(NAMES.index(chosen)).normal(50, 5, len(MONTHS))
    st.line_chart(pd.DataFrame({"Month": MONTHS, "Value": values}), x="Month", y="Value")
