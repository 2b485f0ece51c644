"""Values -> pictures.

Each picture offers `template(...)`, a Vega-Lite specification without data that is built once and kept, and `rows(...)`,
the small table that it draws. `icons` draws the Making Data Count icons, and `themes` is the only home of colours and type
sizes. What a picture says in words is in `analytics.words`, under the same name.
"""
