-- Take fraction of each policy: quality plays / impressions, with the 95 % interval of Wilson.
--
-- Needs a view `impressions`: the Parquet files of a simulation or an export (docs/SCALE.md).
-- A quality play is a play with a reward above one half. Impressions that are still pending count
-- as shown; those whose outcome counts for nothing (weight 0) were withdrawn and are left out.
-- Runs unchanged in DuckDB and Spark.
WITH counted AS (
    SELECT
        policy,
        CAST(COUNT(*) AS DOUBLE) AS n,
        CAST(SUM(CASE WHEN outcome = 'played' AND reward > 0.5 THEN 1 ELSE 0 END) AS DOUBLE) AS plays
    FROM impressions
    WHERE weight IS NULL OR weight > 0
    GROUP BY policy
),
shares AS (
    SELECT policy, n, plays, plays / n AS p, CAST(1.959963984540054 AS DOUBLE) AS z
    FROM counted
)
SELECT
    policy,
    CAST(n AS BIGINT) AS impressions,
    CAST(plays AS BIGINT) AS quality_plays,
    p AS take_fraction,
    (p + z * z / (2 * n) - z * SQRT(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n) AS low,
    (p + z * z / (2 * n) + z * SQRT(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n) AS high
FROM shares
ORDER BY policy
