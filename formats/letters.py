"""The letters of scripts that are written without spaces, as ranges to stand in a pattern's brackets."""

HAN = "\u4e00-\u9fff"
"""Chinese as homepages are written in it today."""
EASTERN = "\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
"""Chinese, Japanese and Korean names, rare and old characters among them."""
