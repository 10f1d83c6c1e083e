"""What readers get: pages, PDFs, charts, open data, feeds and search, all drawn from the register alone."""
