"""Guests: characters from VRM files, acting on the studio's skeleton and drawn by the cel painter."""
