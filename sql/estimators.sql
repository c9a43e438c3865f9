-- Estimators of a policy's value from another policy's log.
--
-- Needs a view `rounds`: the file rounds.parquet that an evaluation writes, one row for each
-- impression (docs/SCALE.md). With w = target / propensity, r = reward, q what a model expects of
-- the arm shown and v what it expects under the evaluated policy:
--   ips        mean of w r                      Horvitz and Thompson 1952
--   snips      sum of w r / sum of w            Swaminathan and Joachims 2015
--   clipped    mean of min(w, clip) r           Bottou et al. 2013
--   dm         mean of v                        the model alone
--   dr         mean of v + w (r - q)            Dudik, Langford and Li 2011
--   sndr       mean of v + sum of w (r - q) / sum of w
--   switch_dr  dr where w <= switch, v elsewhere          Wang, Agarwal and Dudik 2017
--   dros       dr with shrink w / (w^2 + shrink) for w    Su, Dimakopoulou, Krishnamurthy and Dudik 2020
-- effective_n is (sum of w)^2 / sum of w^2; uncovered is the mean share of the evaluated policy's
-- probability on arms that the log can never show. Change the settings in the first lines.
-- Runs unchanged in DuckDB and Spark.
WITH settings AS (
    SELECT
        CAST(10 AS DOUBLE) AS clip,
        CAST(10 AS DOUBLE) AS switch_at,
        CAST(10 AS DOUBLE) AS shrink
),
weighted AS (
    SELECT
        reward AS r, q, v, uncovered, clip, switch_at, shrink,
        target / propensity AS w
    FROM rounds CROSS JOIN settings
)
SELECT
    COUNT(*) AS n,
    SUM(w * r) / COUNT(*) AS ips,
    SUM(w * r) / SUM(w) AS snips,
    SUM(LEAST(w, clip) * r) / COUNT(*) AS clipped,
    SUM(v) / COUNT(*) AS dm,
    SUM(v) / COUNT(*) + SUM(w * (r - q)) / COUNT(*) AS dr,
    SUM(v) / COUNT(*) + SUM(w * (r - q)) / SUM(w) AS sndr,
    SUM(v) / COUNT(*)
        + SUM(CASE WHEN w <= switch_at THEN w * (r - q) ELSE 0 END) / COUNT(*) AS switch_dr,
    SUM(v) / COUNT(*) + SUM(shrink * w / (w * w + shrink) * (r - q)) / COUNT(*) AS dros,
    SUM(w) * SUM(w) / SUM(w * w) AS effective_n,
    MAX(w) AS largest_weight,
    SUM(uncovered) / COUNT(*) AS uncovered
FROM weighted
