-- Every identifier that points somewhere finds it.
SELECT 'document_paths.document_id' AS reference, document_id AS missing FROM document_paths ANTI JOIN documents USING (document_id)
UNION ALL SELECT 'pages.document_id', document_id FROM pages ANTI JOIN documents USING (document_id)
UNION ALL SELECT 'table_cells.page', document_id || ' ' || page FROM table_cells ANTI JOIN pages USING (document_id, page)
UNION ALL SELECT 'cell_spans.cell', table_id || ' ' || row || ' ' || col FROM cell_spans ANTI JOIN table_cells USING (document_id, table_id, row, col)
UNION ALL SELECT 'words.page', document_id || ' ' || page FROM words ANTI JOIN pages USING (document_id, page)
UNION ALL SELECT 'mentions.page', document_id || ' ' || page FROM mentions ANTI JOIN pages USING (document_id, page)
UNION ALL SELECT 'mentions.fact_id', fact_id FROM mentions ANTI JOIN facts USING (fact_id) WHERE fact_id IS NOT NULL
UNION ALL SELECT 'facts.page', document_id || ' ' || page FROM facts ANTI JOIN pages USING (document_id, page)
UNION ALL SELECT 'facts.table_id', table_id || ' ' || row FROM facts ANTI JOIN table_cells USING (document_id, table_id, row) WHERE table_id IS NOT NULL
UNION ALL SELECT 'facts.indicator_id', indicator_id FROM facts ANTI JOIN indicators USING (indicator_id) WHERE indicator_id IS NOT NULL
UNION ALL SELECT 'facts.place_id', place_id FROM facts ANTI JOIN places USING (place_id) WHERE place_id IS NOT NULL
UNION ALL SELECT 'fact_mentions.fact_id', fact_id FROM fact_mentions ANTI JOIN facts USING (fact_id)
UNION ALL SELECT 'fact_mentions.mention_id', mention_id FROM fact_mentions ANTI JOIN mentions USING (mention_id)
UNION ALL SELECT 'checks.page', document_id || ' ' || page FROM checks ANTI JOIN pages USING (document_id, page)
UNION ALL SELECT 'check_operands.check_id', check_id FROM check_operands ANTI JOIN checks USING (check_id)
UNION ALL SELECT 'check_operands.mention_id', mention_id FROM check_operands ANTI JOIN mentions USING (mention_id) WHERE mention_id IS NOT NULL
UNION ALL SELECT 'check_operands.fact_id', fact_id FROM check_operands ANTI JOIN facts USING (fact_id) WHERE fact_id IS NOT NULL
UNION ALL SELECT 'corrections.document_id', document_id FROM corrections ANTI JOIN documents USING (document_id)
UNION ALL SELECT 'rule_runs.document_id', document_id FROM rule_runs ANTI JOIN documents USING (document_id)
UNION ALL SELECT 'documents.place_id', place_id FROM documents ANTI JOIN places USING (place_id) WHERE place_id IS NOT NULL
UNION ALL SELECT 'documents.same_as', d.same_as FROM documents d ANTI JOIN documents o ON o.document_id = d.same_as WHERE d.same_as IS NOT NULL
UNION ALL SELECT 'documents.supersedes', d.supersedes FROM documents d ANTI JOIN documents o ON o.document_id = d.supersedes WHERE d.supersedes IS NOT NULL
UNION ALL SELECT 'places.parent_id', p.parent_id FROM places p ANTI JOIN places o ON o.place_id = p.parent_id WHERE p.parent_id IS NOT NULL
UNION ALL SELECT 'place_successors.place_id', place_id FROM place_successors ANTI JOIN places USING (place_id)
UNION ALL SELECT 'place_successors.successor_id', s.successor_id FROM place_successors s ANTI JOIN places p ON p.place_id = s.successor_id;
