"""Everything Streamlit that pages share; the only home of session_state and st.cache_*."""
