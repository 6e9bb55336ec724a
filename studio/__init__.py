"""Tsuzuki: a desktop studio for people who make anime shorts."""

__version__ = "0.1.0"
