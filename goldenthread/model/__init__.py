"""The kinds of record a council keeps, one file each; and the words that stand for what a record lacks."""

NOT_RECORDED = "not recorded"  # in a file: the paper leaves it blank
NOT_HELD = "Not held on this site"  # on a page: we do not have the paper or the words
OWN_COMMITMENT = "The council’s own commitment"  # of an action for which its plan names no recommendation
TO_WRITE = "to be written"  # what a new draft says where a person has still to write
NO_RULES = "none"  # the rule set that a record without rules names
