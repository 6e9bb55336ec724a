"""The part of pyaaf2 that the studio uses."""
