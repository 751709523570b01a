"""Text -> Command. `reading.read_command` is the way in; nothing here asks a database or a clock.

A message takes this way: `row_numbers` marks numbers of rows on paper; `parsed_input` finds the command that the text
begins with. `queries` reads questions that only show. `clauses` cuts the rest into clauses; `task_numbers`,
`clause_commands` and `clause_results` make each a command or a question back. Commands that clauses do not read have
readers in the file of their noun: `tasks`, `plans`, `people`, `settings`, `reports`, `answers`. `words/*.toml` holds
the words, `phrases` and `spelling` compare typed words with them, `tokens` cuts the text.
"""
