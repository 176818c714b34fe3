INSERT INTO transmission (
  id, article, revision, site, delivery, banner, step, photos_done, photos_total, attempts, trouble, detail,
  next_attempt_at, stopped, link, created_at, finished_at
) VALUES (
  :id, :article, :revision, :site, :delivery, :banner, :step, :photos_done, :photos_total, :attempts, :trouble, :detail,
  :next_attempt_at, :stopped, :link, :created_at, :finished_at
)
ON CONFLICT (id) DO UPDATE SET
  step = excluded.step, photos_done = excluded.photos_done, photos_total = excluded.photos_total,
  attempts = excluded.attempts, trouble = excluded.trouble, detail = excluded.detail,
  next_attempt_at = excluded.next_attempt_at, stopped = excluded.stopped, link = excluded.link,
  finished_at = excluded.finished_at
