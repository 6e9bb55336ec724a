"""In front of the camera: cameos are captured here, and characters acted."""
