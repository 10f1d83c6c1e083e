"""Tools that know nothing of councils: dates, amounts, working days, colours, problems and git."""
