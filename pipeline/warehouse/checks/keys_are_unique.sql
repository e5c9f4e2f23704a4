-- No two rows of a table have the same key.
SELECT 'documents' AS table_name, document_id AS key FROM documents GROUP BY ALL HAVING count(*) > 1
UNION ALL SELECT 'document_paths', document_id || ' ' || path FROM document_paths GROUP BY ALL HAVING count(*) > 1
UNION ALL SELECT 'document_paths (path)', path FROM document_paths GROUP BY ALL HAVING count(*) > 1
UNION ALL SELECT 'corrections', document_id || ' ' || source || ' ' || line FROM corrections GROUP BY ALL HAVING count(*) > 1
UNION ALL SELECT 'pages', document_id || ' ' || page FROM pages GROUP BY ALL HAVING count(*) > 1
UNION ALL SELECT 'table_cells', table_id || ' ' || row || ' ' || col FROM table_cells GROUP BY ALL HAVING count(*) > 1
UNION ALL SELECT 'cell_spans', table_id || ' ' || row || ' ' || col || ' ' || page || ' ' || char_start FROM cell_spans GROUP BY ALL HAVING count(*) > 1
UNION ALL SELECT 'words', document_id || ' ' || page || ' ' || char_start FROM words GROUP BY ALL HAVING count(*) > 1
UNION ALL SELECT 'mentions', document_id || ' ' || page || ' ' || char_start FROM mentions GROUP BY ALL HAVING count(*) > 1
UNION ALL SELECT 'mentions (mention_id)', mention_id FROM mentions GROUP BY ALL HAVING count(*) > 1
UNION ALL SELECT 'facts', fact_id FROM facts GROUP BY ALL HAVING count(*) > 1
UNION ALL SELECT 'fact_mentions', fact_id || ' ' || position FROM fact_mentions GROUP BY ALL HAVING count(*) > 1
UNION ALL SELECT 'fact_mentions (role)', fact_id || ' ' || mention_id || ' ' || role FROM fact_mentions GROUP BY ALL HAVING count(*) > 1
UNION ALL SELECT 'checks', check_id FROM checks GROUP BY ALL HAVING count(*) > 1
UNION ALL SELECT 'check_operands', check_id || ' ' || position FROM check_operands GROUP BY ALL HAVING count(*) > 1
UNION ALL SELECT 'rule_runs', document_id || ' ' || rule FROM rule_runs GROUP BY ALL HAVING count(*) > 1
UNION ALL SELECT 'places', place_id FROM places GROUP BY ALL HAVING count(*) > 1
UNION ALL SELECT 'place_successors', place_id || ' ' || successor_id FROM place_successors GROUP BY ALL HAVING count(*) > 1
UNION ALL SELECT 'indicators', indicator_id FROM indicators GROUP BY ALL HAVING count(*) > 1
UNION ALL SELECT 'runs', run_id FROM runs GROUP BY ALL HAVING count(*) > 1;
