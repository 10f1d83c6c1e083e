"""What a change means: two states of the public record compared, and described in words.

`canonical` puts a record's public content in one form, `differences` compares two, `wording` writes the sentences,
`printers` the page that an approver reads. `public_state` holds two states of the whole register.
"""
