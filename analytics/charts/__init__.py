"""Values -> pictures and the words that say the same.

`control`, `ranked` and `stages` each offer `template(...)`, a Vega-Lite specification without data that is built once
and kept, and `rows(...)`, the small table that it draws. `icons` draws the Making Data Count icons, `words` is the only
home of sentences, labels and formats, and `themes` of colours and type sizes.
"""
