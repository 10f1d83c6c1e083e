"""What a change means: two states of the register held against each other and told in words.

`canonical` gives a record's public content in one form, `state` all records, `compare` the differences,
`words` the sentences, `printers` the paper that an approver reads.
"""
