-- What the uniform policy would have earned, from what another policy logged: IPS and SNIPS
-- (Horvitz and Thompson 1952; Swaminathan and Joachims 2015), for each policy that logged.
--
-- Needs a view `impressions`: the Parquet files of a simulation or an export (docs/SCALE.md).
-- The target probability of the artwork shown is 1 / arms; `arms` holds one id for each arm, with
-- a space between them. Impressions without a known outcome, and those withdrawn (weight 0), are
-- left out. An estimate with few effective impressions, or from a policy that never tries some
-- artwork, means nothing: look at effective_n and least_propensity first.
-- Runs unchanged in DuckDB and Spark.
WITH weighted AS (
    SELECT
        policy,
        reward,
        propensity,
        CAST(1 AS DOUBLE) / (LENGTH(arms) - LENGTH(REPLACE(arms, ' ', '')) + 1) / propensity AS w
    FROM impressions
    WHERE outcome IS NOT NULL AND weight > 0
)
SELECT
    policy,
    COUNT(*) AS n,
    SUM(w * reward) / COUNT(*) AS ips,
    SUM(w * reward) / SUM(w) AS snips,
    SUM(w) * SUM(w) / SUM(w * w) AS effective_n,
    MAX(w) AS largest_weight,
    MIN(propensity) AS least_propensity
FROM weighted
GROUP BY policy
ORDER BY policy
