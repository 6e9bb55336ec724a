"""glTF 2.0 and VRM: models made in other programs, read with care and written whole."""
