-- A ratio of nothing is no ratio: counts only.
SELECT document_id, page, fact_id, quote FROM facts WHERE denominator = 0;
