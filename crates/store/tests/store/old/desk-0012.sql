PRAGMA application_id = 1313100593;
PRAGMA user_version = 12;
BEGIN;
CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
INSERT INTO setting (name, value) VALUES
  ('newsroom', 'Trung tâm Truyền thông và Văn hóa Móng Cái');
CREATE TABLE staff (
  id TEXT PRIMARY KEY,
  login TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('reporter', 'editor', 'chief')),
  password_hash TEXT NOT NULL,
  created_at TEXT NOT NULL
, left_at TEXT) STRICT;
INSERT INTO staff (id, login, name, role, password_hash, created_at, left_at) VALUES
  ('019cabe2-1000-7000-8000-000000000001', 'lan.nguyen', 'Nguyễn Thị Lan', 'reporter', '$argon2id$of-lan.nguyen', '2026-03-02T01:00:00.000Z', NULL),
  ('019cabe2-1000-7000-8000-000000000002', 'hai.tran', 'Trần Quốc Hải', 'editor', '$argon2id$of-hai.tran', '2026-03-02T01:00:00.000Z', NULL),
  ('019cabe2-1000-7000-8000-000000000003', 'thu.pham', 'Phạm Minh Thu', 'chief', '$argon2id$of-thu.pham', '2026-03-02T01:00:00.000Z', NULL);
CREATE TABLE section (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  position INTEGER NOT NULL
, retired_at TEXT) STRICT;
INSERT INTO section (id, name, position, retired_at) VALUES
  ('019cabe2-1000-7000-8000-00000000000a', 'Tin trong thành phố', 0, NULL),
  ('019cabe2-1000-7000-8000-00000000000b', 'Kinh tế - Cửa khẩu', 1, NULL),
  ('019cabe2-1000-7000-8000-00000000000c', 'Văn hóa - Xã hội', 2, NULL),
  ('019cabe2-1000-7000-8000-00000000000d', 'Chính quyền', 3, NULL);
CREATE TABLE article (
  id TEXT PRIMARY KEY,
  stage TEXT NOT NULL CHECK (stage IN
    ('draft', 'filed', 'in_edit', 'approved', 'scheduled', 'published', 'withdrawn', 'spiked')),
  author TEXT NOT NULL REFERENCES staff (id),
  claimed_by TEXT REFERENCES staff (id),
  headline TEXT NOT NULL,
  standfirst TEXT NOT NULL,
  byline TEXT NOT NULL,
  section TEXT REFERENCES section (id),
  tags TEXT NOT NULL CHECK (json_valid(tags)),
  body TEXT NOT NULL CHECK (json_valid(body)),
  lead_photo TEXT,
  approved_revision TEXT REFERENCES revision (id),
  banner INTEGER NOT NULL CHECK (banner IN (0, 1)),
  publish_at TEXT,
  returned TEXT,
  spiked_from TEXT,
  link TEXT,
  version INTEGER NOT NULL,
  words INTEGER NOT NULL,
  snippet TEXT NOT NULL,
  folded TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL, correction TEXT NOT NULL DEFAULT '', related TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(related)), slug TEXT, banner_until TEXT, live_revision TEXT REFERENCES revision (id) CHECK (live_revision IS NULL OR stage <> 'spiked'), live_since TEXT CHECK ((live_since IS NULL) = (live_revision IS NULL)), withdrawn_at TEXT CHECK (withdrawn_at IS NULL OR live_revision IS NULL), unseen_since TEXT CHECK (unseen_since IS NULL OR stage <> 'spiked'),
  -- In edit means in one editor's hands.
  CHECK ((stage = 'in_edit') = (claimed_by IS NOT NULL)),
  -- What readers see, or soon will, is approved.
  CHECK (stage NOT IN ('approved', 'scheduled', 'published') OR approved_revision IS NOT NULL)
) STRICT;
INSERT INTO article (id, stage, author, claimed_by, headline, standfirst, byline, section, tags, body, lead_photo, approved_revision, banner, publish_at, returned, spiked_from, link, version, words, snippet, folded, created_at, updated_at, correction, related, slug, banner_until, live_revision, live_since, withdrawn_at, unseen_since) VALUES
  ('019cabe2-1000-7000-8000-000000000065', 'draft', '019cabe2-1000-7000-8000-000000000001', NULL, 'Chợ phiên Pò Hèn đón khách trở lại', '', 'Nguyễn Lan', '019cabe2-1000-7000-8000-00000000000c', '[]', '{"version":1,"doc":{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Sáng Chủ nhật, hơn ba mươi gian hàng ở chợ phiên Pò Hèn, xã Hải Sơn, mở cửa trở lại."}]}]}}', NULL, NULL, 0, NULL, 'Cần thêm ý kiến ban quản lý chợ.', NULL, NULL, 3, 20, 'Sáng Chủ nhật, hơn ba mươi gian hàng ở chợ phiên Pò Hèn, xã Hải Sơn, mở cửa trở lại.', 'cho phien po hen don khach tro lai  nguyen lan sang chu nhat, hon ba muoi gian hang o cho phien po hen, xa hai son, mo cua tro lai. ', '2026-03-02T01:00:00.000Z', '2026-03-02T01:20:00.000Z', '', '[]', NULL, NULL, NULL, NULL, NULL, NULL),
  ('019cabe2-1000-7000-8000-000000000066', 'filed', '019cabe2-1000-7000-8000-000000000001', NULL, 'Lễ hội đình Trà Cổ kéo dài năm ngày', 'Ban tổ chức công bố lịch trình.', 'Nguyễn Lan', '019cabe2-1000-7000-8000-00000000000c', '["lễ hội","Trà Cổ"]', '{"version":1,"doc":{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Lễ hội đình Trà Cổ năm nay kéo dài năm ngày, có thi “ông voi” và rước kiệu."}]},{"type":"bullet_list","content":[{"type":"list_item","content":[{"type":"paragraph","content":[{"type":"text","text":"Rước kiệu: 6 giờ ngày 30/5 âm lịch"}]}]},{"type":"list_item","content":[{"type":"paragraph","content":[{"type":"text","text":"Hội thi: chiều mồng 1/6 âm lịch"}]}]}]}]}}', NULL, NULL, 0, NULL, NULL, NULL, NULL, 3, 40, 'Ban tổ chức công bố lịch trình.', 'le hoi dinh tra co keo dai nam ngay ban to chuc cong bo lich trinh. nguyen lan le hoi dinh tra co nam nay keo dai nam ngay, co thi “ong voi” va ruoc kieu. ruoc kieu: 6 gio ngay 30/5 am lich hoi thi: chieu mong 1/6 am lich ', '2026-03-02T01:00:00.000Z', '2026-03-02T01:10:00.000Z', '', '[]', NULL, NULL, NULL, NULL, NULL, NULL),
  ('019cabe2-1000-7000-8000-000000000067', 'in_edit', '019cabe2-1000-7000-8000-000000000001', '019cabe2-1000-7000-8000-000000000003', 'Nước sạch về đảo Vĩnh Thực', 'Tuyến ống dài 7,2 km vừa thông.', 'Nguyễn Lan', '019cabe2-1000-7000-8000-00000000000a', '["nước sạch"]', '{"version":1,"doc":{"type":"doc","content":[{"type":"subhead","attrs":{"level":2},"content":[{"type":"text","text":"Hồ chứa đã đầy hai phần ba"}]},{"type":"paragraph","content":[{"type":"text","text":"Bà con thôn 2, xã Vĩnh Thực, đã có nước máy sau bốn tháng chờ đợi."}]},{"type":"quote","content":[{"type":"paragraph","content":[{"type":"text","text":"“Từ nay không phải chở nước bằng thuyền nữa.”"}]}]}]}}', NULL, NULL, 0, NULL, NULL, NULL, NULL, 3, 39, 'Tuyến ống dài 7,2 km vừa thông.', 'nuoc sach ve dao vinh thuc tuyen ong dai 7,2 km vua thong. nguyen lan ho chua da day hai phan ba ba con thon 2, xa vinh thuc, da co nuoc may sau bon thang cho doi. “tu nay khong phai cho nuoc bang thuyen nua.” ', '2026-03-02T01:00:00.000Z', '2026-03-02T01:20:00.000Z', '', '[]', NULL, NULL, NULL, NULL, NULL, NULL),
  ('019cabe2-1000-7000-8000-000000000068', 'scheduled', '019cabe2-1000-7000-8000-000000000001', NULL, 'Cầu Bắc Luân II: hơn 400 xe hàng thông quan mỗi ngày', 'Lượng xe tăng 12% so với cùng kỳ.', 'Nguyễn Lan', '019cabe2-1000-7000-8000-00000000000b', '["cửa khẩu","xuất nhập khẩu"]', '{"version":1,"doc":{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Hơn "},{"type":"text","text":"400 xe","marks":[{"type":"bold"}]},{"type":"text","text":" mỗi ngày, theo "},{"type":"text","text":"số liệu cửa khẩu","marks":[{"type":"italic"},{"type":"link","attrs":{"href":"https://mongcai.example/cua-khau?ngay=01&thang=03"}}]},{"type":"line_break"},{"type":"text","text":"tính đến ngày 1/3."}]},{"type":"figure","attrs":{"photo":"019cabe2-1000-7000-8000-000000000131"}}]}}', '019cabe2-1000-7000-8000-000000000130', '019cabe2-1000-7000-8000-0000000dea81', 0, '2026-03-03T01:00:00.000Z', NULL, NULL, NULL, 3, 22, 'Lượng xe tăng 12% so với cùng kỳ.', 'cau bac luan ii: hon 400 xe hang thong quan moi ngay luong xe tang 12% so voi cung ky. nguyen lan hon 400 xe moi ngay, theo so lieu cua khau tinh den ngay 1/3. ', '2026-03-02T01:00:00.000Z', '2026-03-02T01:40:00.000Z', '', '[]', NULL, NULL, NULL, NULL, NULL, '2026-03-02T01:40:00.000Z'),
  ('019cabe2-1000-7000-8000-000000000069', 'published', '019cabe2-1000-7000-8000-000000000001', NULL, 'Móng Cái đón 120.000 lượt khách', 'Gấp rưỡi năm ngoái.', 'Nguyễn Lan', '019cabe2-1000-7000-8000-00000000000c', '["du lịch"]', '{"version":1,"doc":{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Trong ba ngày nghỉ, Móng Cái đón khoảng 120.000 lượt khách, doanh thu ước 85 tỷ đồng."}]}]}}', '019cabe2-1000-7000-8000-000000000132', '019cabe2-1000-7000-8000-0000000dee69', 1, NULL, NULL, NULL, 'http://127.0.0.1:4180/du-lich/mong-cai-don-120-000-luot-khach/', 3, 21, 'Gấp rưỡi năm ngoái.', 'mong cai don 120.000 luot khach gap ruoi nam ngoai. nguyen lan trong ba ngay nghi, mong cai don khoang 120.000 luot khach, doanh thu uoc 85 ty dong. ', '2026-03-02T01:00:00.000Z', '2026-03-02T01:50:00.000Z', '', '[]', NULL, NULL, '019cabe2-1000-7000-8000-0000000dee69', '2026-03-02T01:50:00.000Z', NULL, NULL),
  ('019cabe2-1000-7000-8000-00000000006a', 'spiked', '019cabe2-1000-7000-8000-000000000001', NULL, 'Nháp: lịch trực tuần', '', 'Nguyễn Lan', '019cabe2-1000-7000-8000-00000000000d', '[]', '{"version":1,"doc":{"type":"doc","content":[]}}', NULL, NULL, 0, NULL, NULL, 'draft', NULL, 3, 0, '', 'nhap: lich truc tuan  nguyen lan ', '2026-03-02T01:00:00.000Z', '2026-03-02T01:10:00.000Z', '', '[]', NULL, NULL, NULL, NULL, NULL, NULL),
  ('019cabe2-1000-7000-8000-00000000006b', 'withdrawn', '019cabe2-1000-7000-8000-000000000001', NULL, 'Tạm dừng cầu phao Hải Yên sáng mai', 'Xe hàng đi qua cầu Bắc Luân II.', 'Nguyễn Lan', '019cabe2-1000-7000-8000-00000000000a', '["cửa khẩu"]', '{"version":1,"doc":{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Cầu phao Km3+4 Hải Yên tạm dừng thông quan từ 6 giờ đến 11 giờ để bảo dưỡng."}]}]}}', NULL, '019cabe2-1000-7000-8000-0000000df639', 0, NULL, NULL, NULL, 'http://127.0.0.1:4180/tin-trong-thanh-pho/tam-dung-cau-phao/', 3, 26, 'Xe hàng đi qua cầu Bắc Luân II.', 'tam dung cau phao hai yen sang mai xe hang di qua cau bac luan ii. nguyen lan cau phao km3+4 hai yen tam dung thong quan tu 6 gio den 11 gio de bao duong. ', '2026-03-02T01:00:00.000Z', '2026-03-02T02:00:00.000Z', '', '[]', NULL, NULL, '019cabe2-1000-7000-8000-0000000df639', '2026-03-02T01:50:00.000Z', NULL, NULL),
  ('019cabe2-1000-7000-8000-00000000006c', 'approved', '019cabe2-1000-7000-8000-000000000003', NULL, 'Móng Cái bắn pháo hoa đêm giao thừa', 'Một điểm bắn.', 'Minh Thu', '019cabe2-1000-7000-8000-00000000000a', '["giao thừa"]', '{"version":1,"doc":{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Pháo hoa tầm thấp bắn từ 0 giờ đến 0 giờ 15 phút tại quảng trường 18/8."}]}]}}', NULL, '019cabe2-1000-7000-8000-0000000dfa21', 0, NULL, NULL, NULL, NULL, 3, 20, 'Một điểm bắn.', 'mong cai ban phao hoa dem giao thua mot diem ban. minh thu phao hoa tam thap ban tu 0 gio den 0 gio 15 phut tai quang truong 18/8. ', '2026-03-02T01:00:00.000Z', '2026-03-02T01:30:00.000Z', '', '[]', NULL, NULL, NULL, NULL, NULL, NULL);
CREATE INDEX article_by_stage ON article (stage, updated_at DESC);
CREATE INDEX article_by_author ON article (author, updated_at DESC);
CREATE TABLE revision (
  id TEXT PRIMARY KEY,
  article TEXT NOT NULL REFERENCES article (id),
  number INTEGER NOT NULL,
  manuscript TEXT NOT NULL CHECK (json_valid(manuscript)),
  content TEXT NOT NULL,
  occasion TEXT NOT NULL,
  made_by TEXT REFERENCES staff (id),
  made_at TEXT NOT NULL, name TEXT, words INTEGER, added INTEGER, removed INTEGER, form INTEGER NOT NULL DEFAULT 1 CHECK (form > 0),
  UNIQUE (article, number)
) STRICT;
INSERT INTO revision (id, article, number, manuscript, content, occasion, made_by, made_at, name, words, added, removed, form) VALUES
  ('019cabe2-1000-7000-8000-0000000ddec8', '019cabe2-1000-7000-8000-000000000065', 1, '{"headline":"Chợ phiên Pò Hèn đón khách trở lại","standfirst":"","byline":"Nguyễn Lan","section":"019cabe2-1000-7000-8000-00000000000c","tags":[],"body":{"version":1,"doc":{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Sáng Chủ nhật, hơn ba mươi gian hàng ở chợ phiên Pò Hèn, xã Hải Sơn, mở cửa trở lại."}]}]}},"lead_photo":null,"photos":[]}', '6a430c1edce562db35fcdff2cdf5513f0eda672139a0daa058ad6ce7d5622c77', 'file', '019cabe2-1000-7000-8000-000000000001', '2026-03-02T01:10:00.000Z', NULL, NULL, NULL, NULL, 1),
  ('019cabe2-1000-7000-8000-0000000ddec9', '019cabe2-1000-7000-8000-000000000065', 2, '{"headline":"Chợ phiên Pò Hèn đón khách trở lại","standfirst":"","byline":"Nguyễn Lan","section":"019cabe2-1000-7000-8000-00000000000c","tags":[],"body":{"version":1,"doc":{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Sáng Chủ nhật, hơn ba mươi gian hàng ở chợ phiên Pò Hèn, xã Hải Sơn, mở cửa trở lại."}]}]}},"lead_photo":null,"photos":[]}', '6a430c1edce562db35fcdff2cdf5513f0eda672139a0daa058ad6ce7d5622c77', 'return', '019cabe2-1000-7000-8000-000000000002', '2026-03-02T01:20:00.000Z', NULL, NULL, NULL, NULL, 1),
  ('019cabe2-1000-7000-8000-0000000de2b0', '019cabe2-1000-7000-8000-000000000066', 1, '{"headline":"Lễ hội đình Trà Cổ kéo dài năm ngày","standfirst":"Ban tổ chức công bố lịch trình.","byline":"Nguyễn Lan","section":"019cabe2-1000-7000-8000-00000000000c","tags":["lễ hội","Trà Cổ"],"body":{"version":1,"doc":{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Lễ hội đình Trà Cổ năm nay kéo dài năm ngày, có thi “ông voi” và rước kiệu."}]},{"type":"bullet_list","content":[{"type":"list_item","content":[{"type":"paragraph","content":[{"type":"text","text":"Rước kiệu: 6 giờ ngày 30/5 âm lịch"}]}]},{"type":"list_item","content":[{"type":"paragraph","content":[{"type":"text","text":"Hội thi: chiều mồng 1/6 âm lịch"}]}]}]}]}},"lead_photo":null,"photos":[]}', 'f0aa713d4557177eec3ea9b1204cbdc40d572e7ae8cb0f412c1233fb1340237c', 'file', '019cabe2-1000-7000-8000-000000000001', '2026-03-02T01:10:00.000Z', NULL, NULL, NULL, NULL, 1),
  ('019cabe2-1000-7000-8000-0000000de698', '019cabe2-1000-7000-8000-000000000067', 1, '{"headline":"Nước sạch về đảo Vĩnh Thực","standfirst":"Tuyến ống dài 7,2 km vừa thông.","byline":"Nguyễn Lan","section":"019cabe2-1000-7000-8000-00000000000a","tags":["nước sạch"],"body":{"version":1,"doc":{"type":"doc","content":[{"type":"subhead","attrs":{"level":2},"content":[{"type":"text","text":"Hồ chứa đã đầy hai phần ba"}]},{"type":"paragraph","content":[{"type":"text","text":"Bà con thôn 2, xã Vĩnh Thực, đã có nước máy sau bốn tháng chờ đợi."}]},{"type":"quote","content":[{"type":"paragraph","content":[{"type":"text","text":"“Từ nay không phải chở nước bằng thuyền nữa.”"}]}]}]}},"lead_photo":null,"photos":[{"id":"019cabe2-1000-7000-8000-00000000012f","original":"b1593ac11254c4ff5ecab66589ff5ef0a4c1f849c38034dfe76d7e15a2809413","file_name":"IMG_0303.JPG","width":6000,"height":4000,"caption":"","alt_text":"Ảnh: ","credit":"Quang Huy"}]}', '6b199742b39ba1f92ad7a4771441d1e4d01b1adde75ac3a8d05a46d47f565537', 'file', '019cabe2-1000-7000-8000-000000000001', '2026-03-02T01:10:00.000Z', NULL, NULL, NULL, NULL, 1),
  ('019cabe2-1000-7000-8000-0000000dea80', '019cabe2-1000-7000-8000-000000000068', 1, '{"headline":"Cầu Bắc Luân II: hơn 400 xe hàng thông quan mỗi ngày","standfirst":"Lượng xe tăng 12% so với cùng kỳ.","byline":"Nguyễn Lan","section":"019cabe2-1000-7000-8000-00000000000b","tags":["cửa khẩu","xuất nhập khẩu"],"body":{"version":1,"doc":{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Hơn "},{"type":"text","text":"400 xe","marks":[{"type":"bold"}]},{"type":"text","text":" mỗi ngày, theo "},{"type":"text","text":"số liệu cửa khẩu","marks":[{"type":"italic"},{"type":"link","attrs":{"href":"https://mongcai.example/cua-khau?ngay=01&thang=03"}}]},{"type":"line_break"},{"type":"text","text":"tính đến ngày 1/3."}]},{"type":"figure","attrs":{"photo":"019cabe2-1000-7000-8000-000000000131"}}]}},"lead_photo":"019cabe2-1000-7000-8000-000000000130","photos":[{"id":"019cabe2-1000-7000-8000-000000000130","original":"13d4807f4b15eec85f48d076acae3169baed6448a659681e4f22d4f284f05daa","file_name":"IMG_0304.JPG","width":6000,"height":4000,"caption":"Xe hàng chờ qua cầu Bắc Luân II.","alt_text":"Ảnh: Xe hàng chờ qua cầu Bắc Luân II.","credit":"Quang Huy"},{"id":"019cabe2-1000-7000-8000-000000000131","original":"c614071de95ff74087515feab8492344b6adbfe7f9b8945483ece06f9ecf9a53","file_name":"IMG_0305.JPG","width":6000,"height":4000,"caption":"Bãi kiểm hóa Km3+4.","alt_text":"Ảnh: Bãi kiểm hóa Km3+4.","credit":"Quang Huy"}]}', 'fc65e41fa16c9250482ea13f4f27f1a1d8879f0298403712feb9b64ab5eb1441', 'file', '019cabe2-1000-7000-8000-000000000001', '2026-03-02T01:10:00.000Z', NULL, NULL, NULL, NULL, 1),
  ('019cabe2-1000-7000-8000-0000000dea81', '019cabe2-1000-7000-8000-000000000068', 2, '{"headline":"Cầu Bắc Luân II: hơn 400 xe hàng thông quan mỗi ngày","standfirst":"Lượng xe tăng 12% so với cùng kỳ.","byline":"Nguyễn Lan","section":"019cabe2-1000-7000-8000-00000000000b","tags":["cửa khẩu","xuất nhập khẩu"],"body":{"version":1,"doc":{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Hơn "},{"type":"text","text":"400 xe","marks":[{"type":"bold"}]},{"type":"text","text":" mỗi ngày, theo "},{"type":"text","text":"số liệu cửa khẩu","marks":[{"type":"italic"},{"type":"link","attrs":{"href":"https://mongcai.example/cua-khau?ngay=01&thang=03"}}]},{"type":"line_break"},{"type":"text","text":"tính đến ngày 1/3."}]},{"type":"figure","attrs":{"photo":"019cabe2-1000-7000-8000-000000000131"}}]}},"lead_photo":"019cabe2-1000-7000-8000-000000000130","photos":[{"id":"019cabe2-1000-7000-8000-000000000130","original":"13d4807f4b15eec85f48d076acae3169baed6448a659681e4f22d4f284f05daa","file_name":"IMG_0304.JPG","width":6000,"height":4000,"caption":"Xe hàng chờ qua cầu Bắc Luân II.","alt_text":"Ảnh: Xe hàng chờ qua cầu Bắc Luân II.","credit":"Quang Huy"},{"id":"019cabe2-1000-7000-8000-000000000131","original":"c614071de95ff74087515feab8492344b6adbfe7f9b8945483ece06f9ecf9a53","file_name":"IMG_0305.JPG","width":6000,"height":4000,"caption":"Bãi kiểm hóa Km3+4.","alt_text":"Ảnh: Bãi kiểm hóa Km3+4.","credit":"Quang Huy"}]}', 'fc65e41fa16c9250482ea13f4f27f1a1d8879f0298403712feb9b64ab5eb1441', 'approve', '019cabe2-1000-7000-8000-000000000002', '2026-03-02T01:30:00.000Z', NULL, NULL, NULL, NULL, 1),
  ('019cabe2-1000-7000-8000-0000000dee68', '019cabe2-1000-7000-8000-000000000069', 1, '{"headline":"Móng Cái đón 120.000 lượt khách","standfirst":"Gấp rưỡi năm ngoái.","byline":"Nguyễn Lan","section":"019cabe2-1000-7000-8000-00000000000c","tags":["du lịch"],"body":{"version":1,"doc":{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Trong ba ngày nghỉ, Móng Cái đón khoảng 120.000 lượt khách, doanh thu ước 85 tỷ đồng."}]}]}},"lead_photo":"019cabe2-1000-7000-8000-000000000132","photos":[{"id":"019cabe2-1000-7000-8000-000000000132","original":"0797f38535ad32e9014e6ce1c4871a2ccce9abe8dec199f2b70cc879779f5385","file_name":"IMG_0306.JPG","width":6000,"height":4000,"caption":"Du khách tắm biển Trà Cổ sáng 1/3.","alt_text":"Ảnh: Du khách tắm biển Trà Cổ sáng 1/3.","credit":"Quang Huy"}]}', '83020af9c5cc033b022e190b5e295ef3bc388b0fa965aac8a5999862091a1264', 'file', '019cabe2-1000-7000-8000-000000000001', '2026-03-02T01:10:00.000Z', NULL, NULL, NULL, NULL, 1),
  ('019cabe2-1000-7000-8000-0000000dee69', '019cabe2-1000-7000-8000-000000000069', 2, '{"headline":"Móng Cái đón 120.000 lượt khách","standfirst":"Gấp rưỡi năm ngoái.","byline":"Nguyễn Lan","section":"019cabe2-1000-7000-8000-00000000000c","tags":["du lịch"],"body":{"version":1,"doc":{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Trong ba ngày nghỉ, Móng Cái đón khoảng 120.000 lượt khách, doanh thu ước 85 tỷ đồng."}]}]}},"lead_photo":"019cabe2-1000-7000-8000-000000000132","photos":[{"id":"019cabe2-1000-7000-8000-000000000132","original":"0797f38535ad32e9014e6ce1c4871a2ccce9abe8dec199f2b70cc879779f5385","file_name":"IMG_0306.JPG","width":6000,"height":4000,"caption":"Du khách tắm biển Trà Cổ sáng 1/3.","alt_text":"Ảnh: Du khách tắm biển Trà Cổ sáng 1/3.","credit":"Quang Huy"}]}', '83020af9c5cc033b022e190b5e295ef3bc388b0fa965aac8a5999862091a1264', 'approve', '019cabe2-1000-7000-8000-000000000002', '2026-03-02T01:30:00.000Z', NULL, NULL, NULL, NULL, 1),
  ('019cabe2-1000-7000-8000-0000000df638', '019cabe2-1000-7000-8000-00000000006b', 1, '{"headline":"Tạm dừng cầu phao Hải Yên sáng mai","standfirst":"Xe hàng đi qua cầu Bắc Luân II.","byline":"Nguyễn Lan","section":"019cabe2-1000-7000-8000-00000000000a","tags":["cửa khẩu"],"body":{"version":1,"doc":{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Cầu phao Km3+4 Hải Yên tạm dừng thông quan từ 6 giờ đến 11 giờ để bảo dưỡng."}]}]}},"lead_photo":null,"photos":[]}', '0a95f92bd25036b4a8edbb603e5abb68635d9a2e9451152e2f6cc4f4772399cb', 'file', '019cabe2-1000-7000-8000-000000000001', '2026-03-02T01:10:00.000Z', NULL, NULL, NULL, NULL, 1),
  ('019cabe2-1000-7000-8000-0000000df639', '019cabe2-1000-7000-8000-00000000006b', 2, '{"headline":"Tạm dừng cầu phao Hải Yên sáng mai","standfirst":"Xe hàng đi qua cầu Bắc Luân II.","byline":"Nguyễn Lan","section":"019cabe2-1000-7000-8000-00000000000a","tags":["cửa khẩu"],"body":{"version":1,"doc":{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Cầu phao Km3+4 Hải Yên tạm dừng thông quan từ 6 giờ đến 11 giờ để bảo dưỡng."}]}]}},"lead_photo":null,"photos":[]}', '0a95f92bd25036b4a8edbb603e5abb68635d9a2e9451152e2f6cc4f4772399cb', 'approve', '019cabe2-1000-7000-8000-000000000002', '2026-03-02T01:30:00.000Z', NULL, NULL, NULL, NULL, 1),
  ('019cabe2-1000-7000-8000-0000000dfa20', '019cabe2-1000-7000-8000-00000000006c', 1, '{"headline":"Móng Cái bắn pháo hoa đêm giao thừa","standfirst":"Một điểm bắn.","byline":"Minh Thu","section":"019cabe2-1000-7000-8000-00000000000a","tags":["giao thừa"],"body":{"version":1,"doc":{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Pháo hoa tầm thấp bắn từ 0 giờ đến 0 giờ 15 phút tại quảng trường 18/8."}]}]}},"lead_photo":null,"photos":[]}', 'a5674d3b749f939ef3c6fb3ea74921913746f46826d41b6dae9e8b751119c41b', 'file', '019cabe2-1000-7000-8000-000000000003', '2026-03-02T01:10:00.000Z', NULL, NULL, NULL, NULL, 1),
  ('019cabe2-1000-7000-8000-0000000dfa21', '019cabe2-1000-7000-8000-00000000006c', 2, '{"headline":"Móng Cái bắn pháo hoa đêm giao thừa","standfirst":"Một điểm bắn.","byline":"Minh Thu","section":"019cabe2-1000-7000-8000-00000000000a","tags":["giao thừa"],"body":{"version":1,"doc":{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Pháo hoa tầm thấp bắn từ 0 giờ đến 0 giờ 15 phút tại quảng trường 18/8."}]}]}},"lead_photo":null,"photos":[]}', 'a5674d3b749f939ef3c6fb3ea74921913746f46826d41b6dae9e8b751119c41b', 'approve', '019cabe2-1000-7000-8000-000000000003', '2026-03-02T01:30:00.000Z', NULL, NULL, NULL, NULL, 1);
CREATE TABLE approval (
  revision TEXT PRIMARY KEY REFERENCES revision (id),
  content TEXT NOT NULL,
  approved_by TEXT NOT NULL REFERENCES staff (id),
  approved_at TEXT NOT NULL,
  forced TEXT
, form INTEGER NOT NULL DEFAULT 1 CHECK (form > 0)) STRICT;
INSERT INTO approval (revision, content, approved_by, approved_at, forced, form) VALUES
  ('019cabe2-1000-7000-8000-0000000dea81', 'fc65e41fa16c9250482ea13f4f27f1a1d8879f0298403712feb9b64ab5eb1441', '019cabe2-1000-7000-8000-000000000002', '2026-03-02T01:30:00.000Z', NULL, 1),
  ('019cabe2-1000-7000-8000-0000000dee69', '83020af9c5cc033b022e190b5e295ef3bc388b0fa965aac8a5999862091a1264', '019cabe2-1000-7000-8000-000000000002', '2026-03-02T01:30:00.000Z', NULL, 1),
  ('019cabe2-1000-7000-8000-0000000df639', '0a95f92bd25036b4a8edbb603e5abb68635d9a2e9451152e2f6cc4f4772399cb', '019cabe2-1000-7000-8000-000000000002', '2026-03-02T01:30:00.000Z', NULL, 1),
  ('019cabe2-1000-7000-8000-0000000dfa21', 'a5674d3b749f939ef3c6fb3ea74921913746f46826d41b6dae9e8b751119c41b', '019cabe2-1000-7000-8000-000000000003', '2026-03-02T01:30:00.000Z', 'Đêm giao thừa, biên tập viên trực không liên lạc được.', 1);
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  actor TEXT REFERENCES staff (id),
  article TEXT REFERENCES article (id),
  deed TEXT NOT NULL,
  note TEXT
) STRICT;
INSERT INTO audit (seq, at, actor, article, deed, note) VALUES
  (1, '2026-03-02T01:00:00.000Z', '019cabe2-1000-7000-8000-000000000003', NULL, 'newsroom_founded', NULL),
  (2, '2026-03-02T01:05:00.000Z', '019cabe2-1000-7000-8000-000000000001', '019cabe2-1000-7000-8000-000000000065', 'written', NULL),
  (3, '2026-03-02T01:10:00.000Z', '019cabe2-1000-7000-8000-000000000001', '019cabe2-1000-7000-8000-000000000065', 'file', NULL),
  (4, '2026-03-02T01:20:00.000Z', '019cabe2-1000-7000-8000-000000000002', '019cabe2-1000-7000-8000-000000000065', 'return', 'Cần thêm ý kiến ban quản lý chợ.'),
  (5, '2026-03-02T01:05:00.000Z', '019cabe2-1000-7000-8000-000000000001', '019cabe2-1000-7000-8000-000000000066', 'written', NULL),
  (6, '2026-03-02T01:10:00.000Z', '019cabe2-1000-7000-8000-000000000001', '019cabe2-1000-7000-8000-000000000066', 'file', NULL),
  (7, '2026-03-02T01:05:00.000Z', '019cabe2-1000-7000-8000-000000000001', '019cabe2-1000-7000-8000-000000000067', 'written', NULL),
  (8, '2026-03-02T01:10:00.000Z', '019cabe2-1000-7000-8000-000000000001', '019cabe2-1000-7000-8000-000000000067', 'file', NULL),
  (9, '2026-03-02T01:20:00.000Z', '019cabe2-1000-7000-8000-000000000003', '019cabe2-1000-7000-8000-000000000067', 'claim', NULL),
  (10, '2026-03-02T01:05:00.000Z', '019cabe2-1000-7000-8000-000000000001', '019cabe2-1000-7000-8000-000000000068', 'written', NULL),
  (11, '2026-03-02T01:10:00.000Z', '019cabe2-1000-7000-8000-000000000001', '019cabe2-1000-7000-8000-000000000068', 'file', NULL),
  (12, '2026-03-02T01:20:00.000Z', '019cabe2-1000-7000-8000-000000000002', '019cabe2-1000-7000-8000-000000000068', 'claim', NULL),
  (13, '2026-03-02T01:30:00.000Z', '019cabe2-1000-7000-8000-000000000002', '019cabe2-1000-7000-8000-000000000068', 'approve', NULL),
  (14, '2026-03-02T01:40:00.000Z', '019cabe2-1000-7000-8000-000000000002', '019cabe2-1000-7000-8000-000000000068', 'schedule', NULL),
  (15, '2026-03-02T01:05:00.000Z', '019cabe2-1000-7000-8000-000000000001', '019cabe2-1000-7000-8000-000000000069', 'written', NULL),
  (16, '2026-03-02T01:10:00.000Z', '019cabe2-1000-7000-8000-000000000001', '019cabe2-1000-7000-8000-000000000069', 'file', NULL),
  (17, '2026-03-02T01:20:00.000Z', '019cabe2-1000-7000-8000-000000000002', '019cabe2-1000-7000-8000-000000000069', 'claim', NULL),
  (18, '2026-03-02T01:30:00.000Z', '019cabe2-1000-7000-8000-000000000002', '019cabe2-1000-7000-8000-000000000069', 'approve', NULL),
  (19, '2026-03-02T01:40:00.000Z', '019cabe2-1000-7000-8000-000000000002', '019cabe2-1000-7000-8000-000000000069', 'publish', NULL),
  (20, '2026-03-02T01:50:00.000Z', NULL, '019cabe2-1000-7000-8000-000000000069', 'confirm_online', NULL),
  (21, '2026-03-02T01:05:00.000Z', '019cabe2-1000-7000-8000-000000000001', '019cabe2-1000-7000-8000-00000000006a', 'written', NULL),
  (22, '2026-03-02T01:10:00.000Z', '019cabe2-1000-7000-8000-000000000001', '019cabe2-1000-7000-8000-00000000006a', 'spike', NULL),
  (23, '2026-03-02T01:05:00.000Z', '019cabe2-1000-7000-8000-000000000001', '019cabe2-1000-7000-8000-00000000006b', 'written', NULL),
  (24, '2026-03-02T01:10:00.000Z', '019cabe2-1000-7000-8000-000000000001', '019cabe2-1000-7000-8000-00000000006b', 'file', NULL),
  (25, '2026-03-02T01:20:00.000Z', '019cabe2-1000-7000-8000-000000000002', '019cabe2-1000-7000-8000-00000000006b', 'claim', NULL),
  (26, '2026-03-02T01:30:00.000Z', '019cabe2-1000-7000-8000-000000000002', '019cabe2-1000-7000-8000-00000000006b', 'approve', NULL),
  (27, '2026-03-02T01:40:00.000Z', '019cabe2-1000-7000-8000-000000000002', '019cabe2-1000-7000-8000-00000000006b', 'publish', NULL),
  (28, '2026-03-02T01:50:00.000Z', NULL, '019cabe2-1000-7000-8000-00000000006b', 'confirm_online', NULL),
  (29, '2026-03-02T02:00:00.000Z', '019cabe2-1000-7000-8000-000000000003', '019cabe2-1000-7000-8000-00000000006b', 'withdraw', 'Cầu phao hoạt động lại sớm hơn dự kiến.'),
  (30, '2026-03-02T01:05:00.000Z', '019cabe2-1000-7000-8000-000000000003', '019cabe2-1000-7000-8000-00000000006c', 'written', NULL),
  (31, '2026-03-02T01:10:00.000Z', '019cabe2-1000-7000-8000-000000000003', '019cabe2-1000-7000-8000-00000000006c', 'file', NULL),
  (32, '2026-03-02T01:20:00.000Z', '019cabe2-1000-7000-8000-000000000003', '019cabe2-1000-7000-8000-00000000006c', 'claim', NULL),
  (33, '2026-03-02T01:30:00.000Z', '019cabe2-1000-7000-8000-000000000003', '019cabe2-1000-7000-8000-00000000006c', 'approve', 'Đêm giao thừa, biên tập viên trực không liên lạc được.');
CREATE INDEX audit_by_article ON audit (article, seq DESC);
CREATE TABLE site (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  address TEXT NOT NULL UNIQUE,
  api TEXT NOT NULL,
  login TEXT NOT NULL,
  bundled INTEGER NOT NULL CHECK (bundled IN (0, 1)),
  created_at TEXT NOT NULL
, proxy TEXT, authority TEXT, plain_http INTEGER NOT NULL DEFAULT 0 CHECK (plain_http IN (0, 1)), paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)), timezone TEXT, skew INTEGER NOT NULL DEFAULT 0, accepted_at TEXT) STRICT;
INSERT INTO site (id, name, address, api, login, bundled, created_at, proxy, authority, plain_http, paused, timezone, skew, accepted_at) VALUES
  ('019cabe2-1000-7000-8000-00000000005a', 'Móng Cái hôm nay', 'http://127.0.0.1:4180/', 'http://127.0.0.1:4180/wp-json/', 'toasoan', 1, '2026-03-02T01:00:00.000Z', NULL, NULL, 0, 0, NULL, 0, NULL);
CREATE TABLE site_post (
  site TEXT NOT NULL REFERENCES site (id),
  article TEXT NOT NULL REFERENCES article (id),
  post INTEGER NOT NULL,
  slug TEXT NOT NULL, revision TEXT REFERENCES revision (id), seen TEXT CHECK (seen IS NULL OR json_valid(seen)),
  PRIMARY KEY (site, article)
) STRICT;
INSERT INTO site_post (site, article, post, slug, revision, seen) VALUES
  ('019cabe2-1000-7000-8000-00000000005a', '019cabe2-1000-7000-8000-000000000068', 41, 'cau-bac-luan-ii-hon-400-xe-hang-thong-quan-moi-ngay', NULL, NULL),
  ('019cabe2-1000-7000-8000-00000000005a', '019cabe2-1000-7000-8000-000000000069', 43, 'mong-cai-don-120-000-luot-khach', NULL, NULL),
  ('019cabe2-1000-7000-8000-00000000005a', '019cabe2-1000-7000-8000-00000000006b', 39, 'tam-dung-cau-phao', NULL, NULL);
CREATE TABLE site_photo (
  site TEXT NOT NULL REFERENCES site (id),
  content TEXT NOT NULL,
  media INTEGER NOT NULL,
  url TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL, reduced INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (site, content)
) STRICT;
INSERT INTO site_photo (site, content, media, url, width, height, reduced) VALUES
  ('019cabe2-1000-7000-8000-00000000005a', '13d4807f4b15eec85f48d076acae3169baed6448a659681e4f22d4f284f05daa', 411, 'http://127.0.0.1:4180/media/13d4807f4b15eec8.jpg', 1600, 1067, 0),
  ('019cabe2-1000-7000-8000-00000000005a', 'c614071de95ff74087515feab8492344b6adbfe7f9b8945483ece06f9ecf9a53', 412, 'http://127.0.0.1:4180/media/c614071de95ff740.jpg', 1600, 1067, 0),
  ('019cabe2-1000-7000-8000-00000000005a', '0797f38535ad32e9014e6ce1c4871a2ccce9abe8dec199f2b70cc879779f5385', 431, 'http://127.0.0.1:4180/media/0797f38535ad32e9.jpg', 1600, 1067, 0);
CREATE TABLE transmission (
  id TEXT PRIMARY KEY,
  article TEXT NOT NULL REFERENCES article (id),
  revision TEXT NOT NULL REFERENCES revision (id),
  site TEXT NOT NULL REFERENCES site (id),
  delivery TEXT NOT NULL CHECK (json_valid(delivery)),
  banner INTEGER NOT NULL CHECK (banner IN (0, 1)),
  step TEXT NOT NULL,
  photos_done INTEGER NOT NULL,
  photos_total INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  trouble TEXT,
  detail TEXT,
  next_attempt_at TEXT NOT NULL,
  stopped INTEGER NOT NULL CHECK (stopped IN (0, 1)),
  link TEXT,
  receipt TEXT CHECK (receipt IS NULL OR json_valid(receipt)),
  created_at TEXT NOT NULL,
  finished_at TEXT
, text_first INTEGER NOT NULL DEFAULT 0 CHECK (text_first IN (0, 1)), text_online INTEGER NOT NULL DEFAULT 0 CHECK (text_online IN (0, 1)), paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)), priority INTEGER NOT NULL DEFAULT 0, bytes_done INTEGER NOT NULL DEFAULT 0, bytes_total INTEGER NOT NULL DEFAULT 0, unsure_since TEXT, differences TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(differences)), notices TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(notices))) STRICT;
INSERT INTO transmission (id, article, revision, site, delivery, banner, step, photos_done, photos_total, attempts, trouble, detail, next_attempt_at, stopped, link, receipt, created_at, finished_at, text_first, text_online, paused, priority, bytes_done, bytes_total, unsure_since, differences, notices) VALUES
  ('019cabe2-1000-7000-8000-0000000000c9', '019cabe2-1000-7000-8000-000000000068', '019cabe2-1000-7000-8000-0000000dea81', '019cabe2-1000-7000-8000-00000000005a', '{"kind":"at","at":"2026-03-03T01:00:00Z"}', 0, 'await_hour', 2, 2, 0, NULL, NULL, '2026-03-03T01:00:00.000Z', 0, 'http://127.0.0.1:4180/?p=41', NULL, '2026-03-02T01:40:00.000Z', NULL, 0, 0, 0, 0, 0, 0, NULL, '[]', '[]'),
  ('019cabe2-1000-7000-8000-0000000000ca', '019cabe2-1000-7000-8000-000000000069', '019cabe2-1000-7000-8000-0000000dee69', '019cabe2-1000-7000-8000-00000000005a', '{"kind":"now"}', 1, 'done', 1, 1, 0, NULL, NULL, '2026-03-02T01:50:00.000Z', 0, 'http://127.0.0.1:4180/du-lich/mong-cai-don-120-000-luot-khach/', '{"link":"http://127.0.0.1:4180/du-lich/mong-cai-don-120-000-luot-khach/","post":43,"status":"publish"}', '2026-03-02T01:50:00.000Z', '2026-03-02T01:50:00.000Z', 0, 0, 0, 0, 0, 0, NULL, '[]', '[]'),
  ('019cabe2-1000-7000-8000-0000000000cb', '019cabe2-1000-7000-8000-00000000006b', '019cabe2-1000-7000-8000-0000000df639', '019cabe2-1000-7000-8000-00000000005a', '{"kind":"hold"}', 0, 'update', 0, 0, 3, '"not_allowed"', 'rest_cannot_edit: Xin lỗi, bạn không được phép sửa bài viết này.', '2026-03-02T02:00:00.000Z', 1, 'http://127.0.0.1:4180/tin-trong-thanh-pho/tam-dung-cau-phao/', NULL, '2026-03-02T02:00:00.000Z', NULL, 0, 0, 0, 0, 0, 0, NULL, '[]', '[]');
CREATE INDEX transmission_by_article ON transmission (article, created_at DESC);
CREATE INDEX transmission_open ON transmission (next_attempt_at) WHERE finished_at IS NULL;
CREATE TABLE remark (
  id TEXT PRIMARY KEY,
  article TEXT NOT NULL REFERENCES article (id),
  quote TEXT NOT NULL,
  made_at TEXT NOT NULL,
  resolved_by TEXT REFERENCES staff (id),
  resolved_at TEXT,
  CHECK ((resolved_by IS NULL) = (resolved_at IS NULL))
) STRICT;
INSERT INTO remark (id, article, quote, made_at, resolved_by, resolved_at) VALUES
  ('01890a5d-ac96-774b-bcce-b302099a8057', '019cabe2-1000-7000-8000-000000000065', 'quản lý chợ', '2026-03-02T02:00:00.000Z', '019cabe2-1000-7000-8000-000000000001', '2026-03-02T03:00:00.000Z');
CREATE INDEX remark_by_article ON remark (article, made_at);
CREATE TABLE note (
  remark TEXT NOT NULL REFERENCES remark (id),
  position INTEGER NOT NULL,
  made_by TEXT NOT NULL REFERENCES staff (id),
  made_at TEXT NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (remark, position)
) STRICT;
INSERT INTO note (remark, position, made_by, made_at, words) VALUES
  ('01890a5d-ac96-774b-bcce-b302099a8057', 1, '019cabe2-1000-7000-8000-000000000001', '2026-03-02T02:00:00.000Z', 'Ai nói?');
CREATE TABLE template (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  purpose TEXT NOT NULL,
  section TEXT REFERENCES section (id),
  headline TEXT NOT NULL,
  standfirst TEXT NOT NULL,
  doc TEXT NOT NULL CHECK (json_valid(doc)),
  updated_at TEXT NOT NULL
) STRICT;
INSERT INTO template (id, name, purpose, section, headline, standfirst, doc, updated_at) VALUES
  ('01890a5d-ac96-774b-bcce-b302099a8058', 'Tin vắn', 'Một việc, vài câu', NULL, '', '', '{"type":"doc","content":[]}', '2026-03-02T02:00:00.000Z');
CREATE INDEX article_banner_ends ON article (banner_until) WHERE banner_until IS NOT NULL;
CREATE TABLE site_section (
  site TEXT NOT NULL REFERENCES site (id),
  section TEXT NOT NULL REFERENCES section (id),
  category INTEGER NOT NULL,
  PRIMARY KEY (site, section)
) STRICT;
INSERT INTO site_section (site, section, category) VALUES
  ('019cabe2-1000-7000-8000-00000000005a', '019cabe2-1000-7000-8000-00000000000b', 7);
CREATE TABLE data_spent (
  day TEXT PRIMARY KEY,
  bytes INTEGER NOT NULL
) STRICT;
INSERT INTO data_spent (day, bytes) VALUES
  ('2026-03-02', 4200000);
CREATE TABLE unsent (
  staff TEXT NOT NULL REFERENCES staff (id),
  -- A story's id, or 'template'.
  about TEXT NOT NULL,
  -- As the window wrote it.
  words TEXT NOT NULL CHECK (words <> ''),
  updated_at TEXT NOT NULL,
  PRIMARY KEY (staff, about)
) STRICT;
INSERT INTO unsent (staff, about, words, updated_at) VALUES
  ('019cabe2-1000-7000-8000-000000000002', 'template', '{"name":"Tin vắn"}', '2026-03-02T01:00:00.000Z');
CREATE TABLE photo (
  id TEXT PRIMARY KEY,
  original TEXT NOT NULL UNIQUE,
  file_name TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  caption TEXT NOT NULL,
  alt_text TEXT NOT NULL,
  byline TEXT NOT NULL,
  credit TEXT NOT NULL,
  copyright TEXT NOT NULL,
  place TEXT NOT NULL,
  -- RFC 3339 with the offset of the place.
  taken_at TEXT,
  keywords TEXT NOT NULL CHECK (json_valid(keywords)),
  rights TEXT NOT NULL,
  consent TEXT NOT NULL CHECK (consent IN ('unknown', 'not_needed', 'given', 'limited')),
  rating INTEGER NOT NULL CHECK (rating BETWEEN 0 AND 5),
  brought_by TEXT REFERENCES staff (id),
  brought_at TEXT NOT NULL
) STRICT;
INSERT INTO photo (id, original, file_name, width, height, caption, alt_text, byline, credit, copyright, place, taken_at, keywords, rights, consent, rating, brought_by, brought_at) VALUES
  ('019cabe2-1000-7000-8000-000000000132', '0797f38535ad32e9014e6ce1c4871a2ccce9abe8dec199f2b70cc879779f5385', 'IMG_0306.JPG', 6000, 4000, 'Du khách tắm biển Trà Cổ sáng 1/3.', 'Ảnh: Du khách tắm biển Trà Cổ sáng 1/3.', '', 'Quang Huy', '', '', NULL, '[]', '', 'unknown', 0, NULL, '2026-03-02T00:10:45.120Z'),
  ('019cabe2-1000-7000-8000-000000000130', '13d4807f4b15eec85f48d076acae3169baed6448a659681e4f22d4f284f05daa', 'IMG_0304.JPG', 6000, 4000, 'Xe hàng chờ qua cầu Bắc Luân II.', 'Ảnh: Xe hàng chờ qua cầu Bắc Luân II.', '', 'Quang Huy', '', '', NULL, '[]', '', 'unknown', 0, NULL, '2026-03-02T00:10:45.120Z'),
  ('019cabe2-1000-7000-8000-00000000012f', 'b1593ac11254c4ff5ecab66589ff5ef0a4c1f849c38034dfe76d7e15a2809413', 'IMG_0303.JPG', 6000, 4000, '', 'Ảnh: ', '', 'Quang Huy', '', '', NULL, '[]', '', 'unknown', 0, NULL, '2026-03-02T00:10:45.120Z'),
  ('019cabe2-1000-7000-8000-000000000131', 'c614071de95ff74087515feab8492344b6adbfe7f9b8945483ece06f9ecf9a53', 'IMG_0305.JPG', 6000, 4000, 'Bãi kiểm hóa Km3+4.', 'Ảnh: Bãi kiểm hóa Km3+4.', '', 'Quang Huy', '', '', NULL, '[]', '', 'unknown', 0, NULL, '2026-03-02T00:10:45.120Z');
CREATE TABLE photo_use (
  id TEXT PRIMARY KEY,
  article TEXT NOT NULL REFERENCES article (id),
  position INTEGER NOT NULL,
  original TEXT NOT NULL REFERENCES photo (original),
  file_name TEXT NOT NULL,
  caption TEXT NOT NULL,
  alt_text TEXT NOT NULL,
  credit TEXT NOT NULL,
  crops TEXT NOT NULL CHECK (json_valid(crops))
) STRICT;
INSERT INTO photo_use (id, article, position, original, file_name, caption, alt_text, credit, crops) VALUES
  ('019cabe2-1000-7000-8000-00000000012f', '019cabe2-1000-7000-8000-000000000067', 0, 'b1593ac11254c4ff5ecab66589ff5ef0a4c1f849c38034dfe76d7e15a2809413', 'IMG_0303.JPG', '', 'Ảnh: ', 'Quang Huy', '{}'),
  ('019cabe2-1000-7000-8000-000000000130', '019cabe2-1000-7000-8000-000000000068', 0, '13d4807f4b15eec85f48d076acae3169baed6448a659681e4f22d4f284f05daa', 'IMG_0304.JPG', 'Xe hàng chờ qua cầu Bắc Luân II.', 'Ảnh: Xe hàng chờ qua cầu Bắc Luân II.', 'Quang Huy', '{}'),
  ('019cabe2-1000-7000-8000-000000000131', '019cabe2-1000-7000-8000-000000000068', 1, 'c614071de95ff74087515feab8492344b6adbfe7f9b8945483ece06f9ecf9a53', 'IMG_0305.JPG', 'Bãi kiểm hóa Km3+4.', 'Ảnh: Bãi kiểm hóa Km3+4.', 'Quang Huy', '{}'),
  ('019cabe2-1000-7000-8000-000000000132', '019cabe2-1000-7000-8000-000000000069', 0, '0797f38535ad32e9014e6ce1c4871a2ccce9abe8dec199f2b70cc879779f5385', 'IMG_0306.JPG', 'Du khách tắm biển Trà Cổ sáng 1/3.', 'Ảnh: Du khách tắm biển Trà Cổ sáng 1/3.', 'Quang Huy', '{}');
CREATE INDEX photo_use_by_article ON photo_use (article, position);
CREATE TABLE tally (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  newsroom TEXT NOT NULL,
  commits INTEGER NOT NULL,
  -- The tables and columns that the sums below were made of; another schema makes them anew.
  summed TEXT NOT NULL
) STRICT;
INSERT INTO tally (only, newsroom, commits, summed) VALUES
  (1, '450daece7c9b59e2bf84241502b4795d', 0, '');
CREATE TABLE row_sum (
  of_table TEXT NOT NULL,
  of_row TEXT NOT NULL,
  sum BLOB NOT NULL,
  PRIMARY KEY (of_table, of_row)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_live ON article (updated_at DESC) WHERE live_revision IS NOT NULL OR unseen_since IS NOT NULL;
CREATE TABLE site_section_met (
  site TEXT NOT NULL REFERENCES site (id),
  section TEXT NOT NULL REFERENCES section (id),
  category INTEGER NOT NULL,
  PRIMARY KEY (site, section)
) STRICT;
INSERT INTO site_section_met (site, section, category) VALUES
  ('019cabe2-1000-7000-8000-00000000005a', '019cabe2-1000-7000-8000-00000000000a', 4);
CREATE TABLE sharing (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  -- Where the newsroom's server is, as the program that speaks to it wrote it.
  server TEXT NOT NULL CHECK (json_valid(server)),
  since TEXT NOT NULL
) STRICT;
CREATE TABLE reading (
  staff TEXT PRIMARY KEY,
  number INTEGER NOT NULL CHECK (number >= 0)
) STRICT;
CREATE TABLE thing (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  content TEXT CHECK (content IS NULL OR json_valid(content)),
  PRIMARY KEY (kind, key)
) STRICT;
CREATE TABLE arrival (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  number INTEGER NOT NULL,
  version INTEGER NOT NULL,
  -- None for what is no longer this person's to see; then where it stands is told, as far as that is everybody's to know.
  content TEXT CHECK (content IS NULL OR json_valid(content)),
  lost TEXT CHECK (lost IS NULL OR json_valid(lost)),
  PRIMARY KEY (kind, key)
) STRICT;
CREATE TABLE operation (
  place INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  author TEXT,
  at TEXT NOT NULL,
  -- 1 while somebody types: its story is told as it stands when its turn comes.
  open INTEGER NOT NULL CHECK (open IN (0, 1)),
  -- 1 once it was sent, until the answer is known: it is asked about in the same words, and nothing that arrives changes it.
  begun INTEGER NOT NULL DEFAULT 0 CHECK (begun IN (0, 1))
) STRICT;
CREATE TABLE operation_thing (
  operation TEXT NOT NULL REFERENCES operation (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  base INTEGER NOT NULL,
  content TEXT CHECK (content IS NULL OR json_valid(content)),
  PRIMARY KEY (operation, kind, key)
) STRICT;
CREATE INDEX operation_thing_by_thing ON operation_thing (kind, key);
CREATE TABLE unsaid (
  seq INTEGER PRIMARY KEY REFERENCES audit (seq) ON DELETE CASCADE,
  operation TEXT NOT NULL,
  key TEXT NOT NULL
) STRICT;
CREATE TABLE taken_back (
  operation TEXT PRIMARY KEY,
  article TEXT,
  author TEXT,
  done_at TEXT NOT NULL,
  taken_back_at TEXT NOT NULL,
  why TEXT NOT NULL,
  -- What it had made of the text, where that differs from what stands.
  kept TEXT
) STRICT;
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
  BEGIN SELECT RAISE(ABORT, 'the audit trail is not changed'); END;
CREATE TRIGGER approval_is_not_changed BEFORE UPDATE ON approval
  BEGIN SELECT RAISE(ABORT, 'an approval is not changed'); END;
CREATE TRIGGER revision_is_not_changed BEFORE UPDATE ON revision
  BEGIN SELECT RAISE(ABORT, 'a revision is not changed'); END;
CREATE TRIGGER revision_is_not_deleted BEFORE DELETE ON revision
  BEGIN SELECT RAISE(ABORT, 'a revision is not deleted'); END;
CREATE TRIGGER audit_is_not_replaced BEFORE INSERT ON audit
  WHEN EXISTS (SELECT 1 FROM audit WHERE seq = NEW.seq)
  BEGIN SELECT RAISE(ABORT, 'the audit trail is not changed'); END;
CREATE TRIGGER approval_is_not_replaced BEFORE INSERT ON approval
  WHEN EXISTS (SELECT 1 FROM approval WHERE revision = NEW.revision)
  BEGIN SELECT RAISE(ABORT, 'an approval is not changed'); END;
CREATE TRIGGER revision_is_not_replaced BEFORE INSERT ON revision
  WHEN EXISTS (SELECT 1 FROM revision WHERE id = NEW.id OR (article = NEW.article AND number = NEW.number))
  BEGIN SELECT RAISE(ABORT, 'a revision is not changed'); END;
CREATE TRIGGER approval_is_of_its_revision BEFORE INSERT ON approval
  WHEN NEW.content IS NOT (SELECT content FROM revision WHERE id = NEW.revision)
  BEGIN SELECT RAISE(ABORT, 'the revision holds other content than was approved'); END;
CREATE TRIGGER article_is_added_as_approved BEFORE INSERT ON article
  WHEN NEW.approved_revision IS NOT NULL AND NOT EXISTS (SELECT 1 FROM approval
    JOIN revision ON revision.id = approval.revision
    WHERE approval.revision = NEW.approved_revision AND revision.article = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'no revision of this story with that approval'); END;
CREATE TRIGGER article_is_changed_as_approved BEFORE UPDATE OF approved_revision ON article
  WHEN NEW.approved_revision IS NOT NULL AND NOT EXISTS (SELECT 1 FROM approval
    JOIN revision ON revision.id = approval.revision
    WHERE approval.revision = NEW.approved_revision AND revision.article = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'no revision of this story with that approval'); END;
CREATE TRIGGER transmission_is_of_what_was_approved BEFORE INSERT ON transmission
  WHEN NOT EXISTS (SELECT 1 FROM approval JOIN revision ON revision.id = approval.revision
    WHERE approval.revision = NEW.revision AND revision.article = NEW.article)
  BEGIN SELECT RAISE(ABORT, 'only an approved revision of the story is sent'); END;
CREATE TRIGGER transmission_keeps_its_revision BEFORE UPDATE OF article, revision ON transmission
  WHEN NEW.article <> OLD.article OR NEW.revision <> OLD.revision
  BEGIN SELECT RAISE(ABORT, 'another revision is another transmission'); END;
CREATE TRIGGER note_is_not_changed BEFORE UPDATE ON note
  BEGIN SELECT RAISE(ABORT, 'what was said is not changed'); END;
CREATE TRIGGER note_is_not_deleted BEFORE DELETE ON note
  BEGIN SELECT RAISE(ABORT, 'what was said is not deleted'); END;
CREATE TRIGGER note_is_not_replaced BEFORE INSERT ON note
  WHEN EXISTS (SELECT 1 FROM note WHERE remark = NEW.remark AND position = NEW.position)
  BEGIN SELECT RAISE(ABORT, 'what was said is not changed'); END;
CREATE TRIGGER approval_is_in_the_form_of_its_revision BEFORE INSERT ON approval
  WHEN NEW.form IS NOT (SELECT form FROM revision WHERE id = NEW.revision)
  BEGIN SELECT RAISE(ABORT, 'the revision was hashed in another form than what was approved'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
  WHEN NOT EXISTS (SELECT 1 FROM unsaid WHERE seq = OLD.seq)
  BEGIN SELECT RAISE(ABORT, 'the audit trail is not deleted'); END;
CREATE TRIGGER approval_is_not_deleted BEFORE DELETE ON approval
  WHEN NOT EXISTS (SELECT 1 FROM operation_thing WHERE kind = 'approval' AND key = OLD.revision)
  BEGIN SELECT RAISE(ABORT, 'an approval is not deleted'); END;
COMMIT;
