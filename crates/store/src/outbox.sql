INSERT INTO transmission (
  id, article, revision, site, delivery, banner, text_first, text_online, paused, priority, step, photos_done,
  photos_total, bytes_done, bytes_total, unsure_since, differences, notices, attempts, trouble, detail, next_attempt_at,
  stopped, link, created_at, finished_at
) VALUES (
  :id, :article, :revision, :site, :delivery, :banner, :text_first, :text_online, :paused, :priority, :step, :photos_done,
  :photos_total, :bytes_done, :bytes_total, :unsure_since, :differences, :notices, :attempts, :trouble, :detail,
  :next_attempt_at, :stopped, :link, :created_at, :finished_at
)
ON CONFLICT (id) DO UPDATE SET
  text_first = excluded.text_first, text_online = excluded.text_online, paused = excluded.paused,
  priority = excluded.priority, step = excluded.step, photos_done = excluded.photos_done,
  photos_total = excluded.photos_total, bytes_done = excluded.bytes_done, bytes_total = excluded.bytes_total,
  unsure_since = excluded.unsure_since, differences = excluded.differences, notices = excluded.notices,
  attempts = excluded.attempts, trouble = excluded.trouble, detail = excluded.detail,
  next_attempt_at = excluded.next_attempt_at, stopped = excluded.stopped, link = excluded.link,
  finished_at = excluded.finished_at
