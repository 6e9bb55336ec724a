"""The Cameos panel: whose double is whose, who may use it, and where it is used."""
