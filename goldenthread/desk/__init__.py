"""The desk: an officer's local web page, with a form for every act, checks beside the fields, previews and proposals."""
