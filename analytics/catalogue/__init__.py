"""What is measured: one TOML a programme, shared scales in scales.toml, and the loader that checks them.

`load()` gives the whole catalogue. TOML field names are the field names of the nouns in `analytics.model`; dropping one
more TOML into this folder adds a programme. `fields` turns a TOML table into a noun, `rules` holds what must be true
between nouns, `loader` reads the folder and reports everything that is wrong at once.
"""

from analytics.catalogue.loader import Catalogue, CatalogueError, InvalidCatalogue, load

__all__ = ["Catalogue", "CatalogueError", "InvalidCatalogue", "load"]
