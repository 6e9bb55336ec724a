"""How a film was made, signed so that a change shows: Content Credentials (C2PA) of this device.

A signature says which device signed and that nothing was changed since. It does not say that what is shown happened,
nor who sat at the device.
"""
