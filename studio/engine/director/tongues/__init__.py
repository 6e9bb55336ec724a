"""Scripts in other languages than English, said again in the director's own English.

The director's grammar reads English. Here a script in Japanese, Chinese, Korean, Spanish, French or German is analysed
with that language's own rules and said again in plain English made of the studio's vocabulary, every word of it tied to
the words of the artist's that it stands for. Start in ``rewriting``.
"""
