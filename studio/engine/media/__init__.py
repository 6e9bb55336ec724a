"""Media: pictures and sound to files and back. FFmpeg, through PyAV, stays behind this door."""
