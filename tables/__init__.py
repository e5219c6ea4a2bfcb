"""Tables as people have them: text with any mark between cells, workbooks; read and written."""
