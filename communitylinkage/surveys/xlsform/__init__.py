"""XLSForm without the web framework: a workbook becomes plain rows, the rows an XForm, and back.

`reading.read` takes bytes and gives `Sheets` or problems; `converting.convert` gives the XForm and
every problem at its sheet, row and column; `exporting` writes what was read; `refusing` names what
we do not ask; `wording` holds the words of a form, beside its logic. The rows are what is kept: the
XForm follows from them. pyxform is the standard's own converter and does the conversion.
"""
