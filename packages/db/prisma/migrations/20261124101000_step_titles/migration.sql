-- Alerts name the step at fault in both languages. Those that are known so far repeat the one that they have.
UPDATE "alert" SET "facts" = jsonb_set("facts", '{stepTitle}', jsonb_build_object('vi', "facts" -> 'stepTitle', 'en', "facts" -> 'stepTitle'))
WHERE jsonb_typeof("facts" -> 'stepTitle') = 'string';
UPDATE "alert_delivery" SET "content" = jsonb_set("content", '{facts,stepTitle}', jsonb_build_object('vi', "content" #> '{facts,stepTitle}', 'en', "content" #> '{facts,stepTitle}'))
WHERE jsonb_typeof("content" #> '{facts,stepTitle}') = 'string';
