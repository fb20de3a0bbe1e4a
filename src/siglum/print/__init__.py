"""XHTML of an edition -> a typeset PDF: numbered lines, the apparatus at the foot of each page.

`engine.write_book` is the way in. WeasyPrint and Pango are loaded only when it is called.
"""
