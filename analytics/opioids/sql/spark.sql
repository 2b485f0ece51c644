-- Printed from the definition by `python -m analytics.opioids.printed`; not to be edited here.

-- name: identifier of text
IF(
  STARTSWITH(`cell`, ' ') OR ENDSWITH(`cell`, ' '),
  TRIM(' \t\n\r\013\014' FROM `cell`),
  `cell`
)

-- name: identifier of float
IF(
  (
    (
      `cell` % 1
    ) = 0
  ) AND (
    ABS(`cell`) < 9007199254740992
  ),
  CAST(CAST(`cell` AS BIGINT) AS STRING),
  CAST(`cell` AS STRING)
)

-- name: label of text
UPPER(
  IF(
    STARTSWITH(`cell`, ' ') OR ENDSWITH(`cell`, ' '),
    TRIM(' \t\n\r\013\014' FROM `cell`),
    `cell`
  )
)

-- name: number of text
TRY_CAST(IF(
  TRIM(' \t\n\r\013\014' FROM `cell`) RLIKE '^[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?$',
  TRIM(' \t\n\r\013\014' FROM `cell`),
  NULL
) AS DOUBLE)

-- name: number of float
CAST(`cell` AS DOUBLE)

-- name: number of whole
CAST(`cell` AS DOUBLE)

-- name: month of text
IF(
  EXTRACT(year FROM TRY_CAST(CASE
    WHEN TRIM(' \t\n\r\013\014' FROM `cell`) RLIKE '^\\d{4}-\\d{2}-\\d{2}($|[ T])'
    THEN SUBSTRING(
      TRIM(' \t\n\r\013\014' FROM `cell`),
      IF((
        0 + 1
      ) >= 1, 0 + 1, 0 + 1 + LENGTH(TRIM(' \t\n\r\013\014' FROM `cell`))),
      10
    )
    WHEN TRIM(' \t\n\r\013\014' FROM `cell`) RLIKE '^\\d{4}-\\d{2}$'
    THEN CONCAT(TRIM(' \t\n\r\013\014' FROM `cell`), '-01')
    WHEN TRIM(' \t\n\r\013\014' FROM `cell`) RLIKE '^\\d{6}$'
    THEN CONCAT(
      CONCAT(
        CONCAT(
          SUBSTRING(
            TRIM(' \t\n\r\013\014' FROM `cell`),
            IF((
              0 + 1
            ) >= 1, 0 + 1, 0 + 1 + LENGTH(TRIM(' \t\n\r\013\014' FROM `cell`))),
            4
          ),
          '-'
        ),
        SUBSTRING(
          TRIM(' \t\n\r\013\014' FROM `cell`),
          IF((
            4 + 1
          ) >= 1, 4 + 1, 4 + 1 + LENGTH(TRIM(' \t\n\r\013\014' FROM `cell`))),
          2
        )
      ),
      '-01'
    )
    ELSE NULL
  END AS DATE)) BETWEEN 1990 AND 2100,
  (
    (
      EXTRACT(year FROM TRY_CAST(CASE
        WHEN TRIM(' \t\n\r\013\014' FROM `cell`) RLIKE '^\\d{4}-\\d{2}-\\d{2}($|[ T])'
        THEN SUBSTRING(
          TRIM(' \t\n\r\013\014' FROM `cell`),
          IF((
            0 + 1
          ) >= 1, 0 + 1, 0 + 1 + LENGTH(TRIM(' \t\n\r\013\014' FROM `cell`))),
          10
        )
        WHEN TRIM(' \t\n\r\013\014' FROM `cell`) RLIKE '^\\d{4}-\\d{2}$'
        THEN CONCAT(TRIM(' \t\n\r\013\014' FROM `cell`), '-01')
        WHEN TRIM(' \t\n\r\013\014' FROM `cell`) RLIKE '^\\d{6}$'
        THEN CONCAT(
          CONCAT(
            CONCAT(
              SUBSTRING(
                TRIM(' \t\n\r\013\014' FROM `cell`),
                IF((
                  0 + 1
                ) >= 1, 0 + 1, 0 + 1 + LENGTH(TRIM(' \t\n\r\013\014' FROM `cell`))),
                4
              ),
              '-'
            ),
            SUBSTRING(
              TRIM(' \t\n\r\013\014' FROM `cell`),
              IF((
                4 + 1
              ) >= 1, 4 + 1, 4 + 1 + LENGTH(TRIM(' \t\n\r\013\014' FROM `cell`))),
              2
            )
          ),
          '-01'
        )
        ELSE NULL
      END AS DATE)) * 12
    ) + EXTRACT(month FROM TRY_CAST(CASE
      WHEN TRIM(' \t\n\r\013\014' FROM `cell`) RLIKE '^\\d{4}-\\d{2}-\\d{2}($|[ T])'
      THEN SUBSTRING(
        TRIM(' \t\n\r\013\014' FROM `cell`),
        IF((
          0 + 1
        ) >= 1, 0 + 1, 0 + 1 + LENGTH(TRIM(' \t\n\r\013\014' FROM `cell`))),
        10
      )
      WHEN TRIM(' \t\n\r\013\014' FROM `cell`) RLIKE '^\\d{4}-\\d{2}$'
      THEN CONCAT(TRIM(' \t\n\r\013\014' FROM `cell`), '-01')
      WHEN TRIM(' \t\n\r\013\014' FROM `cell`) RLIKE '^\\d{6}$'
      THEN CONCAT(
        CONCAT(
          CONCAT(
            SUBSTRING(
              TRIM(' \t\n\r\013\014' FROM `cell`),
              IF((
                0 + 1
              ) >= 1, 0 + 1, 0 + 1 + LENGTH(TRIM(' \t\n\r\013\014' FROM `cell`))),
              4
            ),
            '-'
          ),
          SUBSTRING(
            TRIM(' \t\n\r\013\014' FROM `cell`),
            IF((
              4 + 1
            ) >= 1, 4 + 1, 4 + 1 + LENGTH(TRIM(' \t\n\r\013\014' FROM `cell`))),
            2
          )
        ),
        '-01'
      )
      ELSE NULL
    END AS DATE))
  ) - 1,
  NULL
)

-- name: month of day
IF(
  EXTRACT(year FROM `cell`) BETWEEN 1990 AND 2100,
  (
    (
      EXTRACT(year FROM `cell`) * 12
    ) + EXTRACT(month FROM `cell`)
  ) - 1,
  NULL
)

-- name: route of text
IF(
  COALESCE(LOWER(TRIM(' \t\n\r\013\014' FROM `cell`)), '') IN (
    '',
    'oral',
    'by mouth',
    'po',
    'patch',
    'transdermal',
    'injection',
    'subcutaneous',
    'intravenous',
    'intramuscular',
    'epidural',
    'intrathecal',
    'infusion',
    'under the tongue',
    'sublingual',
    'in the mouth',
    'buccal',
    'oromucosal',
    'nasal',
    'intranasal',
    'other',
    'rectal'
  ),
  COALESCE(LOWER(TRIM(' \t\n\r\013\014' FROM `cell`)), ''),
  '?'
)

-- name: concern of text
STARTSWITH(`cell`, '040702')
OR STARTSWITH(`cell`, '0407010F0')
OR STARTSWITH(`cell`, '0407010M0')
OR STARTSWITH(`cell`, '0407010X0')
OR STARTSWITH(`cell`, '0407010N0')
OR STARTSWITH(`cell`, '0407010Q0')
OR STARTSWITH(`cell`, '0407010f0')
OR STARTSWITH(`cell`, '0407010m0')
OR STARTSWITH(`cell`, '0407010x0')
OR STARTSWITH(`cell`, '0407010n0')
OR STARTSWITH(`cell`, '0407010q0')
OR NOT (
  (
    `cell` >= '01'
  )
  AND (
    `cell` < '24'
  )
  AND LENGTH(`cell`) BETWEEN 9 AND 15
)

-- name: supply per days
SELECT
  IF(
    `t10`.`note` IS NULL,
    `t10`.`person`,
    IF(
      (
        `t10`.`digits` IS NOT NULL
      )
      AND (
        (
          (
            (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  1000000000
                )) AS BIGINT) % 10
              ) * 10
            ) + 0 + (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  100000000
                )) AS BIGINT) % 10
              ) * 9
            ) + (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  10000000
                )) AS BIGINT) % 10
              ) * 8
            ) + (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  1000000
                )) AS BIGINT) % 10
              ) * 7
            ) + (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  100000
                )) AS BIGINT) % 10
              ) * 6
            ) + (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  10000
                )) AS BIGINT) % 10
              ) * 5
            ) + (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  1000
                )) AS BIGINT) % 10
              ) * 4
            ) + (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  100
                )) AS BIGINT) % 10
              ) * 3
            ) + (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  10
                )) AS BIGINT) % 10
              ) * 2
            ) + (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  1
                )) AS BIGINT) % 10
              ) * 1
            )
          ) % 11
        ) = 0
      ),
      'nhs_number',
      `t10`.`note`
    )
  ) AS `who`,
  IF(`t10`.`note` IS NULL, `t10`.`month`, NULL) AS `month`,
  SUM(`t10`.`ome`) AS `ome`,
  COUNT(*) AS `rows`,
  BIT_OR(`t10`.`boards_0`) AS `boards_0`
FROM (
  SELECT
    `t9`.`person`,
    `t9`.`age`,
    `t9`.`month`,
    `t9`.`org`,
    `t9`.`code`,
    `t9`.`quantity`,
    `t9`.`strength`,
    `t9`.`days`,
    `t9`.`route`,
    `t9`.`substance`,
    `t9`.`prefix`,
    `t9`.`named`,
    `t9`.`why_not`,
    `t9`.`factor`,
    `t9`.`patch`,
    `t9`.`low_below`,
    `t9`.`place_code`,
    `t9`.`first`,
    `t9`.`last`,
    `t9`.`boards_0`,
    `t9`.`hours`,
    `t9`.`note`,
    CAST(IF(
      `t9`.`note` IS NULL,
      CAST(FLOOR(
        (
          `t9`.`quantity` * (
            `t9`.`strength` * `t9`.`hours`
          ) * `t9`.`factor` * 1000000
        ) + 0.5
      ) AS BIGINT),
      NULL
    ) AS DOUBLE) AS `ome`,
    TRY_CAST(IF(
      LENGTH(`t9`.`person`) BETWEEN 10 AND 15
      AND (
        `t9`.`person` <= ':'
      )
      AND (
        RIGHT(`t9`.`person`, 1) <= '9'
      ),
      IF(
        TRIM(' \t\n\r\013\014' FROM `t9`.`person`) RLIKE '^\\d{3}[ -]?\\d{3}[ -]?\\d{4}(\\.0)?$',
        SUBSTRING(
          REPLACE(REPLACE(TRIM(' \t\n\r\013\014' FROM `t9`.`person`), ' ', ''), '-', ''),
          IF(
            (
              0 + 1
            ) >= 1,
            0 + 1,
            0 + 1 + LENGTH(REPLACE(REPLACE(TRIM(' \t\n\r\013\014' FROM `t9`.`person`), ' ', ''), '-', ''))
          ),
          10
        ),
        NULL
      ),
      NULL
    ) AS BIGINT) AS `digits`
  FROM (
    SELECT
      `t8`.`person`,
      `t8`.`age`,
      `t8`.`month`,
      `t8`.`org`,
      `t8`.`code`,
      `t8`.`quantity`,
      `t8`.`strength`,
      `t8`.`days`,
      `t8`.`route`,
      `t8`.`substance`,
      `t8`.`prefix`,
      `t8`.`named`,
      `t8`.`why_not`,
      `t8`.`factor`,
      `t8`.`patch`,
      `t8`.`low_below`,
      `t8`.`place_code`,
      `t8`.`first`,
      `t8`.`last`,
      `t8`.`boards_0`,
      `t8`.`hours`,
      CASE
        WHEN `t8`.`prefix` IS NULL
        THEN CASE
          WHEN (
            `t8`.`code` IS NULL
          ) OR (
            `t8`.`code` = ''
          )
          THEN 'bnf_code'
          WHEN NOT (
            (
              `t8`.`code` >= '01'
            )
            AND (
              `t8`.`code` < '24'
            )
            AND LENGTH(`t8`.`code`) BETWEEN 9 AND 15
          )
          OR STARTSWITH(`t8`.`code`, '040702')
          OR `t8`.`substance` IN ('0407010Q0')
          THEN CONCAT(
            'unknown:',
            IF(
              `t8`.`code` RLIKE '\\d{3}[ -]?\\d{3}[ -]?\\d{4}',
              '(ten or more digits)',
              `t8`.`substance`
            )
          )
          ELSE 'other'
        END
        WHEN `t8`.`why_not` IS NOT NULL
        THEN `t8`.`why_not`
        WHEN (
          `t8`.`person` IS NULL
        ) OR (
          `t8`.`person` = ''
        )
        THEN 'patient_id'
        WHEN `t8`.`age` IS NULL
        OR ISNAN(`t8`.`age`)
        OR (
          `t8`.`age` < 0
        )
        OR (
          `t8`.`age` > 130
        )
        OR (
          (
            `t8`.`age` % 1
          ) <> 0
        )
        THEN 'age'
        WHEN `t8`.`month` IS NULL
        THEN 'date'
        WHEN `t8`.`place_code` IS NULL
        THEN 'org_code'
        WHEN `t8`.`quantity` IS NULL
        OR ISNAN(`t8`.`quantity`)
        OR (
          `t8`.`quantity` <= 0
        )
        OR (
          `t8`.`quantity` > 100000
        )
        THEN 'quantity'
        WHEN `t8`.`strength` IS NULL
        OR ISNAN(`t8`.`strength`)
        OR (
          `t8`.`strength` <= 0
        )
        OR (
          `t8`.`strength` > 10000
        )
        THEN 'strength_mg'
        WHEN `t8`.`hours` IS NULL OR ISNAN(`t8`.`hours`)
        THEN 'patch'
        WHEN `t8`.`age` < 18
        THEN 'under_18'
        WHEN `t8`.`strength` < `t8`.`low_below`
        THEN 'low_dose'
        ELSE NULL
      END AS `note`
    FROM (
      SELECT
        `t7`.`person`,
        `t7`.`age`,
        `t7`.`month`,
        `t7`.`org`,
        `t7`.`code`,
        `t7`.`quantity`,
        `t7`.`strength`,
        `t7`.`days`,
        `t7`.`route`,
        `t7`.`substance`,
        `t7`.`prefix`,
        `t7`.`named`,
        `t7`.`why_not`,
        `t7`.`factor`,
        `t7`.`patch`,
        `t7`.`low_below`,
        `t7`.`place_code`,
        `t7`.`first`,
        `t7`.`last`,
        `t7`.`boards_0`,
        CASE
          WHEN NOT (
            `t7`.`patch`
          )
          THEN 1.0
          WHEN (
            `t7`.`substance` = '0407020A0'
          ) AND `t7`.`strength` BETWEEN 0.0 AND 0.2
          THEN 72.0
          WHEN (
            `t7`.`substance` = '0407020B0'
          ) AND `t7`.`strength` BETWEEN 0.0 AND 0.02
          THEN 168.0
          WHEN (
            `t7`.`substance` = '0407020B0'
          ) AND `t7`.`strength` BETWEEN 0.035 AND 0.07
          THEN 96.0
          WHEN `t7`.`strength` BETWEEN 0.8 AND 15.0
          THEN 1.0
          ELSE NULL
        END AS `hours`
      FROM (
        SELECT
          `t6`.`person`,
          `t6`.`age`,
          `t6`.`month`,
          `t6`.`org`,
          `t6`.`code`,
          `t6`.`quantity`,
          `t6`.`strength`,
          `t6`.`days`,
          `t6`.`route`,
          `t6`.`substance`,
          `t3`.`prefix`,
          `t3`.`named`,
          `t3`.`why_not`,
          `t3`.`factor`,
          `t3`.`patch`,
          `t3`.`low_below`,
          `t4`.`place_code`,
          `t4`.`first`,
          `t4`.`last`,
          `t4`.`boards_0`
        FROM (
          SELECT
            `t0`.`person`,
            `t0`.`age`,
            `t0`.`month`,
            `t0`.`org`,
            `t0`.`code`,
            `t0`.`quantity`,
            `t0`.`strength`,
            `t0`.`days`,
            `t0`.`route`,
            SUBSTRING(`t0`.`code`, IF((
              0 + 1
            ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t0`.`code`)), 9) AS `substance`
          FROM `items` AS `t0`
        ) AS `t6`
        LEFT OUTER JOIN `products` AS `t3`
          ON `t6`.`substance` = `t3`.`prefix` AND `t6`.`route` = `t3`.`named`
        LEFT OUTER JOIN `places` AS `t4`
          ON `t6`.`org` = `t4`.`place_code`
          AND `t6`.`month` >= `t4`.`first`
          AND `t6`.`month` <= `t4`.`last`
      ) AS `t7`
    ) AS `t8`
  ) AS `t9`
) AS `t10`
GROUP BY
  1,
  2

-- name: sets per days
SELECT
  `t2`.`month`,
  `t2`.`boards_0`,
  COUNT(*) AS `people`,
  SUM(`t2`.`long_term`) AS `long_term`,
  SUM(`t2`.`high`) AS `high`
FROM (
  SELECT
    `t1`.`month`,
    `t1`.`boards_0`,
    CAST(COALESCE(
      (
        `t1`.`month` - LAG(`t1`.`month`, 3) OVER (PARTITION BY `t1`.`who` ORDER BY `t1`.`month` ASC NULLS LAST)
      ) = 3,
      FALSE
    ) AS BIGINT) AS `long_term`,
    CAST(COALESCE(
      `t1`.`ome` > (
        CAST(CASE
          WHEN (
            `t1`.`month` % 12
          ) = 1
          THEN IF(
            (
              (
                (
                  CAST(FLOOR((
                    `t1`.`month`
                  ) / (
                    12
                  )) AS BIGINT) % 4
                ) = 0
              )
              AND (
                (
                  CAST(FLOOR((
                    `t1`.`month`
                  ) / (
                    12
                  )) AS BIGINT) % 100
                ) <> 0
              )
            )
            OR (
              (
                CAST(FLOOR((
                  `t1`.`month`
                ) / (
                  12
                )) AS BIGINT) % 400
              ) = 0
            ),
            29,
            28
          )
          WHEN `t1`.`month` % 12 IN (3, 5, 8, 10)
          THEN 30
          ELSE 31
        END AS DOUBLE) * 120000000
      ),
      FALSE
    ) AS BIGINT) AS `high`
  FROM (
    SELECT
      *
    FROM `supply` AS `t0`
    WHERE
      `t0`.`month` IS NOT NULL
  ) AS `t1`
) AS `t2`
GROUP BY
  1,
  2

-- name: faulty per days
SELECT
  `t9`.`number_of_the_row_in_its_file`,
  `t9`.`note`,
  `t9`.`cell_age`,
  `t9`.`cell_dispensed`,
  `t9`.`cell_org_code`,
  `t9`.`cell_bnf_code`,
  `t9`.`cell_quantity`,
  `t9`.`cell_strength_mg`,
  `t9`.`cell_days_supplied`,
  `t9`.`cell_route`
FROM (
  SELECT
    `t8`.`person`,
    `t8`.`age`,
    `t8`.`month`,
    `t8`.`org`,
    `t8`.`code`,
    `t8`.`quantity`,
    `t8`.`strength`,
    `t8`.`days`,
    `t8`.`route`,
    `t8`.`number_of_the_row_in_its_file`,
    `t8`.`cell_age`,
    `t8`.`cell_dispensed`,
    `t8`.`cell_org_code`,
    `t8`.`cell_bnf_code`,
    `t8`.`cell_quantity`,
    `t8`.`cell_strength_mg`,
    `t8`.`cell_days_supplied`,
    `t8`.`cell_route`,
    `t8`.`substance`,
    `t8`.`prefix`,
    `t8`.`named`,
    `t8`.`why_not`,
    `t8`.`factor`,
    `t8`.`patch`,
    `t8`.`low_below`,
    `t8`.`place_code`,
    `t8`.`first`,
    `t8`.`last`,
    `t8`.`boards_0`,
    `t8`.`hours`,
    CASE
      WHEN `t8`.`prefix` IS NULL
      THEN CASE
        WHEN (
          `t8`.`code` IS NULL
        ) OR (
          `t8`.`code` = ''
        )
        THEN 'bnf_code'
        WHEN NOT (
          (
            `t8`.`code` >= '01'
          )
          AND (
            `t8`.`code` < '24'
          )
          AND LENGTH(`t8`.`code`) BETWEEN 9 AND 15
        )
        OR STARTSWITH(`t8`.`code`, '040702')
        OR `t8`.`substance` IN ('0407010Q0')
        THEN CONCAT(
          'unknown:',
          IF(
            `t8`.`code` RLIKE '\\d{3}[ -]?\\d{3}[ -]?\\d{4}',
            '(ten or more digits)',
            `t8`.`substance`
          )
        )
        ELSE 'other'
      END
      WHEN `t8`.`why_not` IS NOT NULL
      THEN `t8`.`why_not`
      WHEN (
        `t8`.`person` IS NULL
      ) OR (
        `t8`.`person` = ''
      )
      THEN 'patient_id'
      WHEN `t8`.`age` IS NULL
      OR ISNAN(`t8`.`age`)
      OR (
        `t8`.`age` < 0
      )
      OR (
        `t8`.`age` > 130
      )
      OR (
        (
          `t8`.`age` % 1
        ) <> 0
      )
      THEN 'age'
      WHEN `t8`.`month` IS NULL
      THEN 'date'
      WHEN `t8`.`place_code` IS NULL
      THEN 'org_code'
      WHEN `t8`.`quantity` IS NULL
      OR ISNAN(`t8`.`quantity`)
      OR (
        `t8`.`quantity` <= 0
      )
      OR (
        `t8`.`quantity` > 100000
      )
      THEN 'quantity'
      WHEN `t8`.`strength` IS NULL
      OR ISNAN(`t8`.`strength`)
      OR (
        `t8`.`strength` <= 0
      )
      OR (
        `t8`.`strength` > 10000
      )
      THEN 'strength_mg'
      WHEN `t8`.`hours` IS NULL OR ISNAN(`t8`.`hours`)
      THEN 'patch'
      WHEN `t8`.`age` < 18
      THEN 'under_18'
      WHEN `t8`.`strength` < `t8`.`low_below`
      THEN 'low_dose'
      ELSE NULL
    END AS `note`
  FROM (
    SELECT
      `t7`.`person`,
      `t7`.`age`,
      `t7`.`month`,
      `t7`.`org`,
      `t7`.`code`,
      `t7`.`quantity`,
      `t7`.`strength`,
      `t7`.`days`,
      `t7`.`route`,
      `t7`.`number_of_the_row_in_its_file`,
      `t7`.`cell_age`,
      `t7`.`cell_dispensed`,
      `t7`.`cell_org_code`,
      `t7`.`cell_bnf_code`,
      `t7`.`cell_quantity`,
      `t7`.`cell_strength_mg`,
      `t7`.`cell_days_supplied`,
      `t7`.`cell_route`,
      `t7`.`substance`,
      `t7`.`prefix`,
      `t7`.`named`,
      `t7`.`why_not`,
      `t7`.`factor`,
      `t7`.`patch`,
      `t7`.`low_below`,
      `t7`.`place_code`,
      `t7`.`first`,
      `t7`.`last`,
      `t7`.`boards_0`,
      CASE
        WHEN NOT (
          `t7`.`patch`
        )
        THEN 1.0
        WHEN (
          `t7`.`substance` = '0407020A0'
        ) AND `t7`.`strength` BETWEEN 0.0 AND 0.2
        THEN 72.0
        WHEN (
          `t7`.`substance` = '0407020B0'
        ) AND `t7`.`strength` BETWEEN 0.0 AND 0.02
        THEN 168.0
        WHEN (
          `t7`.`substance` = '0407020B0'
        ) AND `t7`.`strength` BETWEEN 0.035 AND 0.07
        THEN 96.0
        WHEN `t7`.`strength` BETWEEN 0.8 AND 15.0
        THEN 1.0
        ELSE NULL
      END AS `hours`
    FROM (
      SELECT
        `t6`.`person`,
        `t6`.`age`,
        `t6`.`month`,
        `t6`.`org`,
        `t6`.`code`,
        `t6`.`quantity`,
        `t6`.`strength`,
        `t6`.`days`,
        `t6`.`route`,
        `t6`.`number_of_the_row_in_its_file`,
        `t6`.`cell_age`,
        `t6`.`cell_dispensed`,
        `t6`.`cell_org_code`,
        `t6`.`cell_bnf_code`,
        `t6`.`cell_quantity`,
        `t6`.`cell_strength_mg`,
        `t6`.`cell_days_supplied`,
        `t6`.`cell_route`,
        `t6`.`substance`,
        `t3`.`prefix`,
        `t3`.`named`,
        `t3`.`why_not`,
        `t3`.`factor`,
        `t3`.`patch`,
        `t3`.`low_below`,
        `t4`.`place_code`,
        `t4`.`first`,
        `t4`.`last`,
        `t4`.`boards_0`
      FROM (
        SELECT
          `t0`.`person`,
          `t0`.`age`,
          `t0`.`month`,
          `t0`.`org`,
          `t0`.`code`,
          `t0`.`quantity`,
          `t0`.`strength`,
          `t0`.`days`,
          `t0`.`route`,
          `t0`.`number_of_the_row_in_its_file`,
          `t0`.`cell_age`,
          `t0`.`cell_dispensed`,
          `t0`.`cell_org_code`,
          `t0`.`cell_bnf_code`,
          `t0`.`cell_quantity`,
          `t0`.`cell_strength_mg`,
          `t0`.`cell_days_supplied`,
          `t0`.`cell_route`,
          SUBSTRING(`t0`.`code`, IF((
            0 + 1
          ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t0`.`code`)), 9) AS `substance`
        FROM `items` AS `t0`
      ) AS `t6`
      LEFT OUTER JOIN `products` AS `t3`
        ON `t6`.`substance` = `t3`.`prefix` AND `t6`.`route` = `t3`.`named`
      LEFT OUTER JOIN `places` AS `t4`
        ON `t6`.`org` = `t4`.`place_code`
        AND `t6`.`month` >= `t4`.`first`
        AND `t6`.`month` <= `t4`.`last`
    ) AS `t7`
  ) AS `t8`
) AS `t9`
WHERE
  `t9`.`note` IN (
    'bnf_code',
    'route',
    'factor',
    'patient_id',
    'age',
    'date',
    'org_code',
    'quantity',
    'strength_mg',
    'patch',
    'days_supplied'
  )
ORDER BY
  `t9`.`number_of_the_row_in_its_file` ASC NULLS LAST

-- name: supply per supplied-days
SELECT
  IF(
    `t10`.`note` IS NULL,
    `t10`.`person`,
    IF(
      (
        `t10`.`digits` IS NOT NULL
      )
      AND (
        (
          (
            (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  1000000000
                )) AS BIGINT) % 10
              ) * 10
            ) + 0 + (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  100000000
                )) AS BIGINT) % 10
              ) * 9
            ) + (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  10000000
                )) AS BIGINT) % 10
              ) * 8
            ) + (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  1000000
                )) AS BIGINT) % 10
              ) * 7
            ) + (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  100000
                )) AS BIGINT) % 10
              ) * 6
            ) + (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  10000
                )) AS BIGINT) % 10
              ) * 5
            ) + (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  1000
                )) AS BIGINT) % 10
              ) * 4
            ) + (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  100
                )) AS BIGINT) % 10
              ) * 3
            ) + (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  10
                )) AS BIGINT) % 10
              ) * 2
            ) + (
              (
                CAST(FLOOR((
                  `t10`.`digits`
                ) / (
                  1
                )) AS BIGINT) % 10
              ) * 1
            )
          ) % 11
        ) = 0
      ),
      'nhs_number',
      `t10`.`note`
    )
  ) AS `who`,
  IF(`t10`.`note` IS NULL, `t10`.`month`, NULL) AS `month`,
  SUM(`t10`.`ome`) AS `ome`,
  COUNT(*) AS `rows`,
  BIT_OR(`t10`.`boards_0`) AS `boards_0`,
  CAST(SUM(`t10`.`days`) AS BIGINT) AS `supplied_days`
FROM (
  SELECT
    `t9`.`person`,
    `t9`.`age`,
    `t9`.`month`,
    `t9`.`org`,
    `t9`.`code`,
    `t9`.`quantity`,
    `t9`.`strength`,
    `t9`.`days`,
    `t9`.`route`,
    `t9`.`substance`,
    `t9`.`prefix`,
    `t9`.`named`,
    `t9`.`why_not`,
    `t9`.`factor`,
    `t9`.`patch`,
    `t9`.`low_below`,
    `t9`.`place_code`,
    `t9`.`first`,
    `t9`.`last`,
    `t9`.`boards_0`,
    `t9`.`hours`,
    `t9`.`note`,
    CAST(IF(
      `t9`.`note` IS NULL,
      CAST(FLOOR(
        (
          `t9`.`quantity` * (
            `t9`.`strength` * `t9`.`hours`
          ) * `t9`.`factor` * 1000000
        ) + 0.5
      ) AS BIGINT),
      NULL
    ) AS DOUBLE) AS `ome`,
    TRY_CAST(IF(
      LENGTH(`t9`.`person`) BETWEEN 10 AND 15
      AND (
        `t9`.`person` <= ':'
      )
      AND (
        RIGHT(`t9`.`person`, 1) <= '9'
      ),
      IF(
        TRIM(' \t\n\r\013\014' FROM `t9`.`person`) RLIKE '^\\d{3}[ -]?\\d{3}[ -]?\\d{4}(\\.0)?$',
        SUBSTRING(
          REPLACE(REPLACE(TRIM(' \t\n\r\013\014' FROM `t9`.`person`), ' ', ''), '-', ''),
          IF(
            (
              0 + 1
            ) >= 1,
            0 + 1,
            0 + 1 + LENGTH(REPLACE(REPLACE(TRIM(' \t\n\r\013\014' FROM `t9`.`person`), ' ', ''), '-', ''))
          ),
          10
        ),
        NULL
      ),
      NULL
    ) AS BIGINT) AS `digits`
  FROM (
    SELECT
      `t8`.`person`,
      `t8`.`age`,
      `t8`.`month`,
      `t8`.`org`,
      `t8`.`code`,
      `t8`.`quantity`,
      `t8`.`strength`,
      `t8`.`days`,
      `t8`.`route`,
      `t8`.`substance`,
      `t8`.`prefix`,
      `t8`.`named`,
      `t8`.`why_not`,
      `t8`.`factor`,
      `t8`.`patch`,
      `t8`.`low_below`,
      `t8`.`place_code`,
      `t8`.`first`,
      `t8`.`last`,
      `t8`.`boards_0`,
      `t8`.`hours`,
      CASE
        WHEN `t8`.`prefix` IS NULL
        THEN CASE
          WHEN (
            `t8`.`code` IS NULL
          ) OR (
            `t8`.`code` = ''
          )
          THEN 'bnf_code'
          WHEN NOT (
            (
              `t8`.`code` >= '01'
            )
            AND (
              `t8`.`code` < '24'
            )
            AND LENGTH(`t8`.`code`) BETWEEN 9 AND 15
          )
          OR STARTSWITH(`t8`.`code`, '040702')
          OR `t8`.`substance` IN ('0407010Q0')
          THEN CONCAT(
            'unknown:',
            IF(
              `t8`.`code` RLIKE '\\d{3}[ -]?\\d{3}[ -]?\\d{4}',
              '(ten or more digits)',
              `t8`.`substance`
            )
          )
          ELSE 'other'
        END
        WHEN `t8`.`why_not` IS NOT NULL
        THEN `t8`.`why_not`
        WHEN (
          `t8`.`person` IS NULL
        ) OR (
          `t8`.`person` = ''
        )
        THEN 'patient_id'
        WHEN `t8`.`age` IS NULL
        OR ISNAN(`t8`.`age`)
        OR (
          `t8`.`age` < 0
        )
        OR (
          `t8`.`age` > 130
        )
        OR (
          (
            `t8`.`age` % 1
          ) <> 0
        )
        THEN 'age'
        WHEN `t8`.`month` IS NULL
        THEN 'date'
        WHEN `t8`.`place_code` IS NULL
        THEN 'org_code'
        WHEN `t8`.`quantity` IS NULL
        OR ISNAN(`t8`.`quantity`)
        OR (
          `t8`.`quantity` <= 0
        )
        OR (
          `t8`.`quantity` > 100000
        )
        THEN 'quantity'
        WHEN `t8`.`strength` IS NULL
        OR ISNAN(`t8`.`strength`)
        OR (
          `t8`.`strength` <= 0
        )
        OR (
          `t8`.`strength` > 10000
        )
        THEN 'strength_mg'
        WHEN `t8`.`hours` IS NULL OR ISNAN(`t8`.`hours`)
        THEN 'patch'
        WHEN `t8`.`days` IS NULL
        OR ISNAN(`t8`.`days`)
        OR (
          `t8`.`days` < 1
        )
        OR (
          `t8`.`days` > 366
        )
        OR (
          (
            `t8`.`days` % 1
          ) <> 0
        )
        THEN 'days_supplied'
        WHEN `t8`.`age` < 18
        THEN 'under_18'
        WHEN `t8`.`strength` < `t8`.`low_below`
        THEN 'low_dose'
        ELSE NULL
      END AS `note`
    FROM (
      SELECT
        `t7`.`person`,
        `t7`.`age`,
        `t7`.`month`,
        `t7`.`org`,
        `t7`.`code`,
        `t7`.`quantity`,
        `t7`.`strength`,
        `t7`.`days`,
        `t7`.`route`,
        `t7`.`substance`,
        `t7`.`prefix`,
        `t7`.`named`,
        `t7`.`why_not`,
        `t7`.`factor`,
        `t7`.`patch`,
        `t7`.`low_below`,
        `t7`.`place_code`,
        `t7`.`first`,
        `t7`.`last`,
        `t7`.`boards_0`,
        CASE
          WHEN NOT (
            `t7`.`patch`
          )
          THEN 1.0
          WHEN (
            `t7`.`substance` = '0407020A0'
          ) AND `t7`.`strength` BETWEEN 0.0 AND 0.2
          THEN 72.0
          WHEN (
            `t7`.`substance` = '0407020B0'
          ) AND `t7`.`strength` BETWEEN 0.0 AND 0.02
          THEN 168.0
          WHEN (
            `t7`.`substance` = '0407020B0'
          ) AND `t7`.`strength` BETWEEN 0.035 AND 0.07
          THEN 96.0
          WHEN `t7`.`strength` BETWEEN 0.8 AND 15.0
          THEN 1.0
          ELSE NULL
        END AS `hours`
      FROM (
        SELECT
          `t6`.`person`,
          `t6`.`age`,
          `t6`.`month`,
          `t6`.`org`,
          `t6`.`code`,
          `t6`.`quantity`,
          `t6`.`strength`,
          `t6`.`days`,
          `t6`.`route`,
          `t6`.`substance`,
          `t3`.`prefix`,
          `t3`.`named`,
          `t3`.`why_not`,
          `t3`.`factor`,
          `t3`.`patch`,
          `t3`.`low_below`,
          `t4`.`place_code`,
          `t4`.`first`,
          `t4`.`last`,
          `t4`.`boards_0`
        FROM (
          SELECT
            `t0`.`person`,
            `t0`.`age`,
            `t0`.`month`,
            `t0`.`org`,
            `t0`.`code`,
            `t0`.`quantity`,
            `t0`.`strength`,
            `t0`.`days`,
            `t0`.`route`,
            SUBSTRING(`t0`.`code`, IF((
              0 + 1
            ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t0`.`code`)), 9) AS `substance`
          FROM `items` AS `t0`
        ) AS `t6`
        LEFT OUTER JOIN `products` AS `t3`
          ON `t6`.`substance` = `t3`.`prefix` AND `t6`.`route` = `t3`.`named`
        LEFT OUTER JOIN `places` AS `t4`
          ON `t6`.`org` = `t4`.`place_code`
          AND `t6`.`month` >= `t4`.`first`
          AND `t6`.`month` <= `t4`.`last`
      ) AS `t7`
    ) AS `t8`
  ) AS `t9`
) AS `t10`
GROUP BY
  1,
  2

-- name: sets per supplied-days
SELECT
  `t2`.`month`,
  `t2`.`boards_0`,
  COUNT(*) AS `people`,
  SUM(`t2`.`long_term`) AS `long_term`,
  SUM(`t2`.`high`) AS `high`
FROM (
  SELECT
    `t1`.`month`,
    `t1`.`boards_0`,
    CAST(COALESCE(
      (
        `t1`.`month` - LAG(`t1`.`month`, 3) OVER (PARTITION BY `t1`.`who` ORDER BY `t1`.`month` ASC NULLS LAST)
      ) = 3,
      FALSE
    ) AS BIGINT) AS `long_term`,
    CAST(COALESCE(`t1`.`ome` > (
      CAST(`t1`.`supplied_days` AS DOUBLE) * 120000000
    ), FALSE) AS BIGINT) AS `high`
  FROM (
    SELECT
      *
    FROM `supply` AS `t0`
    WHERE
      `t0`.`month` IS NOT NULL
  ) AS `t1`
) AS `t2`
GROUP BY
  1,
  2

-- name: faulty per supplied-days
SELECT
  `t9`.`number_of_the_row_in_its_file`,
  `t9`.`note`,
  `t9`.`cell_age`,
  `t9`.`cell_dispensed`,
  `t9`.`cell_org_code`,
  `t9`.`cell_bnf_code`,
  `t9`.`cell_quantity`,
  `t9`.`cell_strength_mg`,
  `t9`.`cell_days_supplied`,
  `t9`.`cell_route`
FROM (
  SELECT
    `t8`.`person`,
    `t8`.`age`,
    `t8`.`month`,
    `t8`.`org`,
    `t8`.`code`,
    `t8`.`quantity`,
    `t8`.`strength`,
    `t8`.`days`,
    `t8`.`route`,
    `t8`.`number_of_the_row_in_its_file`,
    `t8`.`cell_age`,
    `t8`.`cell_dispensed`,
    `t8`.`cell_org_code`,
    `t8`.`cell_bnf_code`,
    `t8`.`cell_quantity`,
    `t8`.`cell_strength_mg`,
    `t8`.`cell_days_supplied`,
    `t8`.`cell_route`,
    `t8`.`substance`,
    `t8`.`prefix`,
    `t8`.`named`,
    `t8`.`why_not`,
    `t8`.`factor`,
    `t8`.`patch`,
    `t8`.`low_below`,
    `t8`.`place_code`,
    `t8`.`first`,
    `t8`.`last`,
    `t8`.`boards_0`,
    `t8`.`hours`,
    CASE
      WHEN `t8`.`prefix` IS NULL
      THEN CASE
        WHEN (
          `t8`.`code` IS NULL
        ) OR (
          `t8`.`code` = ''
        )
        THEN 'bnf_code'
        WHEN NOT (
          (
            `t8`.`code` >= '01'
          )
          AND (
            `t8`.`code` < '24'
          )
          AND LENGTH(`t8`.`code`) BETWEEN 9 AND 15
        )
        OR STARTSWITH(`t8`.`code`, '040702')
        OR `t8`.`substance` IN ('0407010Q0')
        THEN CONCAT(
          'unknown:',
          IF(
            `t8`.`code` RLIKE '\\d{3}[ -]?\\d{3}[ -]?\\d{4}',
            '(ten or more digits)',
            `t8`.`substance`
          )
        )
        ELSE 'other'
      END
      WHEN `t8`.`why_not` IS NOT NULL
      THEN `t8`.`why_not`
      WHEN (
        `t8`.`person` IS NULL
      ) OR (
        `t8`.`person` = ''
      )
      THEN 'patient_id'
      WHEN `t8`.`age` IS NULL
      OR ISNAN(`t8`.`age`)
      OR (
        `t8`.`age` < 0
      )
      OR (
        `t8`.`age` > 130
      )
      OR (
        (
          `t8`.`age` % 1
        ) <> 0
      )
      THEN 'age'
      WHEN `t8`.`month` IS NULL
      THEN 'date'
      WHEN `t8`.`place_code` IS NULL
      THEN 'org_code'
      WHEN `t8`.`quantity` IS NULL
      OR ISNAN(`t8`.`quantity`)
      OR (
        `t8`.`quantity` <= 0
      )
      OR (
        `t8`.`quantity` > 100000
      )
      THEN 'quantity'
      WHEN `t8`.`strength` IS NULL
      OR ISNAN(`t8`.`strength`)
      OR (
        `t8`.`strength` <= 0
      )
      OR (
        `t8`.`strength` > 10000
      )
      THEN 'strength_mg'
      WHEN `t8`.`hours` IS NULL OR ISNAN(`t8`.`hours`)
      THEN 'patch'
      WHEN `t8`.`days` IS NULL
      OR ISNAN(`t8`.`days`)
      OR (
        `t8`.`days` < 1
      )
      OR (
        `t8`.`days` > 366
      )
      OR (
        (
          `t8`.`days` % 1
        ) <> 0
      )
      THEN 'days_supplied'
      WHEN `t8`.`age` < 18
      THEN 'under_18'
      WHEN `t8`.`strength` < `t8`.`low_below`
      THEN 'low_dose'
      ELSE NULL
    END AS `note`
  FROM (
    SELECT
      `t7`.`person`,
      `t7`.`age`,
      `t7`.`month`,
      `t7`.`org`,
      `t7`.`code`,
      `t7`.`quantity`,
      `t7`.`strength`,
      `t7`.`days`,
      `t7`.`route`,
      `t7`.`number_of_the_row_in_its_file`,
      `t7`.`cell_age`,
      `t7`.`cell_dispensed`,
      `t7`.`cell_org_code`,
      `t7`.`cell_bnf_code`,
      `t7`.`cell_quantity`,
      `t7`.`cell_strength_mg`,
      `t7`.`cell_days_supplied`,
      `t7`.`cell_route`,
      `t7`.`substance`,
      `t7`.`prefix`,
      `t7`.`named`,
      `t7`.`why_not`,
      `t7`.`factor`,
      `t7`.`patch`,
      `t7`.`low_below`,
      `t7`.`place_code`,
      `t7`.`first`,
      `t7`.`last`,
      `t7`.`boards_0`,
      CASE
        WHEN NOT (
          `t7`.`patch`
        )
        THEN 1.0
        WHEN (
          `t7`.`substance` = '0407020A0'
        ) AND `t7`.`strength` BETWEEN 0.0 AND 0.2
        THEN 72.0
        WHEN (
          `t7`.`substance` = '0407020B0'
        ) AND `t7`.`strength` BETWEEN 0.0 AND 0.02
        THEN 168.0
        WHEN (
          `t7`.`substance` = '0407020B0'
        ) AND `t7`.`strength` BETWEEN 0.035 AND 0.07
        THEN 96.0
        WHEN `t7`.`strength` BETWEEN 0.8 AND 15.0
        THEN 1.0
        ELSE NULL
      END AS `hours`
    FROM (
      SELECT
        `t6`.`person`,
        `t6`.`age`,
        `t6`.`month`,
        `t6`.`org`,
        `t6`.`code`,
        `t6`.`quantity`,
        `t6`.`strength`,
        `t6`.`days`,
        `t6`.`route`,
        `t6`.`number_of_the_row_in_its_file`,
        `t6`.`cell_age`,
        `t6`.`cell_dispensed`,
        `t6`.`cell_org_code`,
        `t6`.`cell_bnf_code`,
        `t6`.`cell_quantity`,
        `t6`.`cell_strength_mg`,
        `t6`.`cell_days_supplied`,
        `t6`.`cell_route`,
        `t6`.`substance`,
        `t3`.`prefix`,
        `t3`.`named`,
        `t3`.`why_not`,
        `t3`.`factor`,
        `t3`.`patch`,
        `t3`.`low_below`,
        `t4`.`place_code`,
        `t4`.`first`,
        `t4`.`last`,
        `t4`.`boards_0`
      FROM (
        SELECT
          `t0`.`person`,
          `t0`.`age`,
          `t0`.`month`,
          `t0`.`org`,
          `t0`.`code`,
          `t0`.`quantity`,
          `t0`.`strength`,
          `t0`.`days`,
          `t0`.`route`,
          `t0`.`number_of_the_row_in_its_file`,
          `t0`.`cell_age`,
          `t0`.`cell_dispensed`,
          `t0`.`cell_org_code`,
          `t0`.`cell_bnf_code`,
          `t0`.`cell_quantity`,
          `t0`.`cell_strength_mg`,
          `t0`.`cell_days_supplied`,
          `t0`.`cell_route`,
          SUBSTRING(`t0`.`code`, IF((
            0 + 1
          ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t0`.`code`)), 9) AS `substance`
        FROM `items` AS `t0`
      ) AS `t6`
      LEFT OUTER JOIN `products` AS `t3`
        ON `t6`.`substance` = `t3`.`prefix` AND `t6`.`route` = `t3`.`named`
      LEFT OUTER JOIN `places` AS `t4`
        ON `t6`.`org` = `t4`.`place_code`
        AND `t6`.`month` >= `t4`.`first`
        AND `t6`.`month` <= `t4`.`last`
    ) AS `t7`
  ) AS `t8`
) AS `t9`
WHERE
  `t9`.`note` IN (
    'bnf_code',
    'route',
    'factor',
    'patient_id',
    'age',
    'date',
    'org_code',
    'quantity',
    'strength_mg',
    'patch',
    'days_supplied'
  )
ORDER BY
  `t9`.`number_of_the_row_in_its_file` ASC NULLS LAST

-- name: tally
SELECT
  IF(
    `t1`.`month` IS NULL,
    `t1`.`who`,
    IF(
      (
        `t1`.`digits` IS NOT NULL
      )
      AND (
        (
          (
            (
              (
                CAST(FLOOR((
                  `t1`.`digits`
                ) / (
                  1000000000
                )) AS BIGINT) % 10
              ) * 10
            ) + 0 + (
              (
                CAST(FLOOR((
                  `t1`.`digits`
                ) / (
                  100000000
                )) AS BIGINT) % 10
              ) * 9
            ) + (
              (
                CAST(FLOOR((
                  `t1`.`digits`
                ) / (
                  10000000
                )) AS BIGINT) % 10
              ) * 8
            ) + (
              (
                CAST(FLOOR((
                  `t1`.`digits`
                ) / (
                  1000000
                )) AS BIGINT) % 10
              ) * 7
            ) + (
              (
                CAST(FLOOR((
                  `t1`.`digits`
                ) / (
                  100000
                )) AS BIGINT) % 10
              ) * 6
            ) + (
              (
                CAST(FLOOR((
                  `t1`.`digits`
                ) / (
                  10000
                )) AS BIGINT) % 10
              ) * 5
            ) + (
              (
                CAST(FLOOR((
                  `t1`.`digits`
                ) / (
                  1000
                )) AS BIGINT) % 10
              ) * 4
            ) + (
              (
                CAST(FLOOR((
                  `t1`.`digits`
                ) / (
                  100
                )) AS BIGINT) % 10
              ) * 3
            ) + (
              (
                CAST(FLOOR((
                  `t1`.`digits`
                ) / (
                  10
                )) AS BIGINT) % 10
              ) * 2
            ) + (
              (
                CAST(FLOOR((
                  `t1`.`digits`
                ) / (
                  1
                )) AS BIGINT) % 10
              ) * 1
            )
          ) % 11
        ) = 0
      ),
      'nhs_number',
      NULL
    )
  ) AS `note`,
  SUM(`t1`.`rows`) AS `rows`
FROM (
  SELECT
    `t0`.`who`,
    `t0`.`month`,
    `t0`.`rows`,
    TRY_CAST(IF(
      LENGTH(`t0`.`who`) BETWEEN 10 AND 15
      AND (
        `t0`.`who` <= ':'
      )
      AND (
        RIGHT(`t0`.`who`, 1) <= '9'
      ),
      IF(
        TRIM(' \t\n\r\013\014' FROM `t0`.`who`) RLIKE '^\\d{3}[ -]?\\d{3}[ -]?\\d{4}(\\.0)?$',
        SUBSTRING(
          REPLACE(REPLACE(TRIM(' \t\n\r\013\014' FROM `t0`.`who`), ' ', ''), '-', ''),
          IF(
            (
              0 + 1
            ) >= 1,
            0 + 1,
            0 + 1 + LENGTH(REPLACE(REPLACE(TRIM(' \t\n\r\013\014' FROM `t0`.`who`), ' ', ''), '-', ''))
          ),
          10
        ),
        NULL
      ),
      NULL
    ) AS BIGINT) AS `digits`
  FROM `supply` AS `t0`
) AS `t1`
GROUP BY
  1

-- name: counted
WITH `t5` AS (
  SELECT
    `t2`.`month`,
    `t2`.`boards_0`,
    `t2`.`people`,
    `t2`.`long_term`,
    `t2`.`high`,
    `t3`.`icb`,
    `t3`.`region`
  FROM `sets` AS `t2`
  INNER JOIN `boards` AS `t3`
    ON (
      `t2`.`boards_0` & `t3`.`boards_0`
    ) <> 0
)
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      `t0`.`month`,
      'ENG' AS `org_code`,
      SUM(`t0`.`people`) AS `people`,
      SUM(`t0`.`long_term`) AS `long_term`,
      SUM(`t0`.`high`) AS `high`
    FROM `sets` AS `t0`
    GROUP BY
      1,
      2
  ) AS `t4`
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        `t6`.`month`,
        `t6`.`icb` AS `org_code`,
        SUM(`t6`.`people`) AS `people`,
        SUM(`t6`.`long_term`) AS `long_term`,
        SUM(`t6`.`high`) AS `high`
      FROM `t5` AS `t6`
      GROUP BY
        1,
        2
    ) AS `t8`
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        `t9`.`month`,
        `t9`.`region` AS `org_code`,
        SUM(`t9`.`people`) AS `people`,
        SUM(`t9`.`long_term`) AS `long_term`,
        SUM(`t9`.`high`) AS `high`
      FROM (
        SELECT DISTINCT
          *
        FROM (
          SELECT
            `t6`.`month`,
            `t6`.`boards_0`,
            `t6`.`people`,
            `t6`.`long_term`,
            `t6`.`high`,
            `t6`.`region`
          FROM `t5` AS `t6`
        ) AS `t7`
      ) AS `t9`
      GROUP BY
        1,
        2
    ) AS `t10`
  ) AS `t11`
) AS `t12`
WHERE
  `t12`.`org_code` <> ''
