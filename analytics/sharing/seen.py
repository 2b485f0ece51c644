"""What a stranger wrote into a link, as it may be shown."""


def seen(text: str) -> str:
    """A stranger's text, short and in one line. Streamlit escapes HTML; the marks of Markdown are taken out here."""
    return "".join(c for c in text[:40] if c.isalnum() or c in " -_.")
