BEGIN TRANSACTION;
CREATE TABLE absence (
	id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	stand_in_id INTEGER, 
	first_day DATE NOT NULL, 
	last_day DATE NOT NULL, 
	noted_by INTEGER NOT NULL, 
	noted_at DATETIME NOT NULL, 
	ended_at DATETIME, 
	CONSTRAINT pk_absence PRIMARY KEY (id), 
	CONSTRAINT fk_absence_noted_by FOREIGN KEY(noted_by) REFERENCES person (id), 
	CONSTRAINT fk_absence_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id), 
	CONSTRAINT fk_absence_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_absence_stand_in_id FOREIGN KEY(stand_in_id) REFERENCES person (id)
);
INSERT INTO "absence" VALUES(1,1,4,3,'2026-04-20','2026-04-24',4,'2026-04-13 00:39:00.000000',NULL);
INSERT INTO "absence" VALUES(2,1,14,NULL,'2026-04-14','2026-04-17',14,'2026-04-13 00:40:00.000000',NULL);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0008');
CREATE TABLE assignment (
	id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	task_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	assigned_by INTEGER NOT NULL, 
	assigned_at DATETIME NOT NULL, 
	CONSTRAINT pk_assignment PRIMARY KEY (id), 
	CONSTRAINT fk_assignment_assigned_by FOREIGN KEY(assigned_by) REFERENCES person (id), 
	CONSTRAINT fk_assignment_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id), 
	CONSTRAINT fk_assignment_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_assignment_task_id FOREIGN KEY(task_id) REFERENCES task (id), 
	CONSTRAINT fk_assignment_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_assignment_task_id_unit_id_person_id UNIQUE (task_id, unit_id, person_id)
);
INSERT INTO "assignment" VALUES(1,1,2,3,3,4,'2026-04-13 00:31:00.000000');
CREATE TABLE channel_month (
	id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	channel VARCHAR(20) NOT NULL, 
	bot VARCHAR(40) NOT NULL, 
	month VARCHAR(7) NOT NULL, 
	used INTEGER NOT NULL, 
	month_limit INTEGER NOT NULL, 
	CONSTRAINT pk_channel_month PRIMARY KEY (id), 
	CONSTRAINT fk_channel_month_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id), 
	CONSTRAINT uq_channel_month_channel_bot_month UNIQUE (channel, bot, month)
);
INSERT INTO "channel_month" VALUES(1,1,'zalo','7000000002','2026-04',20,3000);
CREATE TABLE chat_account (
	id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	channel VARCHAR(20) NOT NULL, 
	chat_id VARCHAR(80) NOT NULL, 
	is_alive BOOLEAN NOT NULL, 
	linked_at DATETIME NOT NULL, 
	dead_at DATETIME, 
	dead_reason VARCHAR(300), 
	CONSTRAINT pk_chat_account PRIMARY KEY (id), 
	CONSTRAINT fk_chat_account_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id), 
	CONSTRAINT fk_chat_account_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_chat_account_organisation_id_channel_chat_id UNIQUE (organisation_id, channel, chat_id)
);
INSERT INTO "chat_account" VALUES(1,1,3,'telegram','501',1,'2026-04-09 08:01:00.000000',NULL,NULL);
INSERT INTO "chat_account" VALUES(2,1,5,'telegram','502',1,'2026-04-09 08:02:00.000000',NULL,NULL);
INSERT INTO "chat_account" VALUES(3,1,2,'telegram','503',1,'2026-04-09 08:03:00.000000',NULL,NULL);
INSERT INTO "chat_account" VALUES(4,1,4,'telegram','504',1,'2026-04-09 08:04:00.000000',NULL,NULL);
INSERT INTO "chat_account" VALUES(5,1,6,'telegram','505',1,'2026-04-09 08:05:00.000000',NULL,NULL);
INSERT INTO "chat_account" VALUES(6,1,7,'telegram','506',1,'2026-04-09 08:06:00.000000',NULL,NULL);
INSERT INTO "chat_account" VALUES(7,1,9,'telegram','507',1,'2026-04-09 08:07:00.000000',NULL,NULL);
INSERT INTO "chat_account" VALUES(8,1,10,'zalo','z-601',1,'2026-04-09 08:08:00.000000',NULL,NULL);
INSERT INTO "chat_account" VALUES(9,1,11,'zalo','z-602',1,'2026-04-09 08:09:00.000000',NULL,NULL);
INSERT INTO "chat_account" VALUES(10,1,5,'zalo','z-603',1,'2026-04-09 08:10:00.000000',NULL,NULL);
INSERT INTO "chat_account" VALUES(11,1,14,'zalo','z-604',1,'2026-04-09 08:11:00.000000',NULL,NULL);
CREATE TABLE code_try (
	id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	channel VARCHAR(20) NOT NULL, 
	chat_id VARCHAR(80) NOT NULL, 
	tried_at DATETIME NOT NULL, 
	CONSTRAINT pk_code_try PRIMARY KEY (id), 
	CONSTRAINT fk_code_try_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id)
);
INSERT INTO "code_try" VALUES(1,1,'telegram','999','2026-04-10 00:56:00.000000');
CREATE TABLE cursor (
	id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	channel VARCHAR(20) NOT NULL, 
	bot VARCHAR(40) NOT NULL, 
	epoch INTEGER NOT NULL, 
	next_offset INTEGER NOT NULL, 
	last_contact_at DATETIME NOT NULL, 
	CONSTRAINT pk_cursor PRIMARY KEY (id), 
	CONSTRAINT fk_cursor_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id), 
	CONSTRAINT uq_cursor_channel_bot UNIQUE (channel, bot)
);
INSERT INTO "cursor" VALUES(1,1,'telegram','7000000001',0,40083,'2026-04-16 00:31:00.000000');
INSERT INTO "cursor" VALUES(2,1,'zalo','7000000002',0,0,'2026-04-16 00:31:00.000000');
CREATE TABLE day_off (
	id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	is_working BOOLEAN NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	CONSTRAINT pk_day_off PRIMARY KEY (id), 
	CONSTRAINT fk_day_off_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id), 
	CONSTRAINT uq_day_off_organisation_id_day UNIQUE (organisation_id, day)
);
INSERT INTO "day_off" VALUES(1,1,'2026-04-29',0,'kỷ niệm');
CREATE TABLE draft (
	id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	content JSON NOT NULL, 
	touched_at DATETIME NOT NULL, 
	CONSTRAINT pk_draft PRIMARY KEY (id), 
	CONSTRAINT fk_draft_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id), 
	CONSTRAINT fk_draft_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_draft_organisation_id_person_id UNIQUE (organisation_id, person_id)
);
INSERT INTO "draft" VALUES(1,1,5,'{"plan":{"title":"Kế hoạch Chuyển đổi số trong các cơ quan Đảng phường Thủy Nguyên năm 2026","number":"46-KH/ĐU","issuer":"ĐẢNG ỦY PHƯỜNG THỦY NGUYÊN","issued_on":"2026-04-14","tasks":[{"number":1,"code":"1","title":"Rà soát hạ tầng số","lead":[{"name":"Ban Xây dựng Đảng","is_group":false}],"coordinating":[{"name":"UBND phường","is_group":false}],"deadline":{"kind":"by_date","wording":"trước ngày 15/5/2026","first_day":null,"last_day":"2026-05-14","at_time":null,"rule":"strictly_before","condition":null},"place":{"part":null,"table":1,"row":2,"paragraph":null,"page":null},"product":null,"notes":[]},{"number":2,"code":"2","title":"Tập huấn kỹ năng số","lead":[{"name":"Nhà Văn hóa phường","is_group":false}],"coordinating":[{"name":"Ban Xây dựng Đảng","is_group":false}],"deadline":{"kind":"in_month","wording":"trong tháng 5/2026","first_day":"2026-05-01","last_day":"2026-05-31","at_time":null,"rule":"in_month","condition":null},"place":{"part":null,"table":1,"row":3,"paragraph":null,"page":null},"product":null,"notes":[]},{"number":3,"code":"3","title":"Bố trí kinh phí","lead":[{"name":"UBND phường","is_group":false},{"name":"Ban Xây dựng Đảng","is_group":false}],"coordinating":[{"name":"Văn phòng Đảng ủy","is_group":false}],"deadline":{"kind":"in_quarter","wording":"trong quý II/2026","first_day":"2026-04-01","last_day":"2026-06-30","at_time":null,"rule":"in_quarter","condition":null},"place":{"part":null,"table":1,"row":4,"paragraph":null,"page":null},"product":null,"notes":[]},{"number":4,"code":"4","title":"Tổng kết","lead":[{"name":"UBND phường","is_group":false}],"coordinating":[],"deadline":{"kind":"by_date","wording":"10/7/2026","first_day":null,"last_day":"2026-07-10","at_time":null,"rule":"by_date","condition":null},"place":{"part":null,"table":1,"row":5,"paragraph":null,"page":null},"product":null,"notes":[]}],"warnings":[{"code":"several_lead_units","task":"3","message":"Nhiệm vụ 3 ghi 2 đơn vị cùng chủ trì (UBND phường; Ban Xây dựng Đảng); đề nghị chọn một đơn vị đầu mối hoặc xác nhận cùng chủ trì."},{"code":"no_coordinating_unit","task":"4","message":"Nhiệm vụ 4 không ghi đơn vị phối hợp; đề nghị bổ sung hoặc xác nhận không có đơn vị phối hợp."}]},"file_name":"ke-hoach-46.txt","file_hash":"f30f5f2bca3da67d6aa6e65c42910b31c7b43f045c31e3bde9f2baf7c9602830","answered":["8b2a5b"],"aliases":[["Nhà Văn hóa phường",8]],"cancelling":[],"is_separate":false}','2026-04-15 00:33:00.000000');
CREATE TABLE event (
	id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	person_id INTEGER, 
	who VARCHAR(200) NOT NULL, 
	what VARCHAR(40) NOT NULL, 
	task_id INTEGER, 
	occurrence_id INTEGER, 
	inbox_id INTEGER, 
	facts JSON NOT NULL, 
	previous_hash VARCHAR(64) NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_event PRIMARY KEY (id), 
	CONSTRAINT fk_event_occurrence_id FOREIGN KEY(occurrence_id) REFERENCES occurrence (id), 
	CONSTRAINT fk_event_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id), 
	CONSTRAINT fk_event_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_event_task_id FOREIGN KEY(task_id) REFERENCES task (id), 
	CONSTRAINT uq_event_organisation_id_seq UNIQUE (organisation_id, seq)
);
INSERT INTO "event" VALUES(1,1,1,'2026-04-09 08:00:00.000000',NULL,'','roster_loaded',NULL,NULL,NULL,'{"detail":"18 đơn vị, 20 người"}','0000000000000000000000000000000000000000000000000000000000000000','ef653ab10006c3619c4b015b532b70bcfcc58a489d2f199f2b1b231c2b2bd67b');
INSERT INTO "event" VALUES(2,1,2,'2026-04-09 08:00:00.000000',NULL,'','plan_imported',NULL,NULL,NULL,'{"detail":"Kế hoạch triển khai thực hiện Kết luận của đồng chí Tổng Bí thư tại buổi làm việc với Ban Tổ chức Trung ương","plan_id":1,"tasks":18}','ef653ab10006c3619c4b015b532b70bcfcc58a489d2f199f2b1b231c2b2bd67b','5d6a9cfd00aa888f657e35e3b52280166eb1483b187411d32cfd179642321120');
INSERT INTO "event" VALUES(3,1,3,'2026-04-09 08:01:00.000000',3,'Nguyễn Thị Lan','account_linked',NULL,NULL,1,'{"detail":"telegram"}','5d6a9cfd00aa888f657e35e3b52280166eb1483b187411d32cfd179642321120','a7bf1f4633bfdfbd70d2016813f38f92506db4d3f4d9dfc572200a6c95ab252e');
INSERT INTO "event" VALUES(4,1,4,'2026-04-09 08:02:00.000000',5,'Trần Thu Hà','account_linked',NULL,NULL,2,'{"detail":"telegram"}','a7bf1f4633bfdfbd70d2016813f38f92506db4d3f4d9dfc572200a6c95ab252e','ddc052a357110bfd9e4fb2fc0d75499007fb0788e7ec691677e482452cd6dc4c');
INSERT INTO "event" VALUES(5,1,5,'2026-04-09 08:03:00.000000',2,'Phạm Quốc Hùng','account_linked',NULL,NULL,3,'{"detail":"telegram"}','ddc052a357110bfd9e4fb2fc0d75499007fb0788e7ec691677e482452cd6dc4c','66292b899782820ce991161cb3811739b3345a9619d6c533f92f8a34ee7978de');
INSERT INTO "event" VALUES(6,1,6,'2026-04-09 08:04:00.000000',4,'Vũ Đức Thành','account_linked',NULL,NULL,4,'{"detail":"telegram"}','66292b899782820ce991161cb3811739b3345a9619d6c533f92f8a34ee7978de','183bcd45822337cc1044d9337e32f36610cbdb0ff15b4be8131fe8c077dc3fb7');
INSERT INTO "event" VALUES(7,1,7,'2026-04-09 08:05:00.000000',6,'Đặng Hữu Phước','account_linked',NULL,NULL,5,'{"detail":"telegram"}','183bcd45822337cc1044d9337e32f36610cbdb0ff15b4be8131fe8c077dc3fb7','9347a7048dd8b5163b0411210e861d5a8d4582b4e29e3c25716cf85bae429307');
INSERT INTO "event" VALUES(8,1,8,'2026-04-09 08:06:00.000000',7,'Hoàng Văn Bình','account_linked',NULL,NULL,6,'{"detail":"telegram"}','9347a7048dd8b5163b0411210e861d5a8d4582b4e29e3c25716cf85bae429307','a78855bebdba10c6b0db8de8f33fae785261f0db87187fd9e208778d78f56a10');
INSERT INTO "event" VALUES(9,1,9,'2026-04-09 08:07:00.000000',9,'Ngô Thị Hồng Nhung','account_linked',NULL,NULL,7,'{"detail":"telegram"}','a78855bebdba10c6b0db8de8f33fae785261f0db87187fd9e208778d78f56a10','2f72523f2c4af849a7ee8c9ef2815616940aa70161eb938d87848bc33a5b11a4');
INSERT INTO "event" VALUES(10,1,10,'2026-04-09 08:08:00.000000',10,'Lê Văn Minh','account_linked',NULL,NULL,8,'{"detail":"zalo"}','2f72523f2c4af849a7ee8c9ef2815616940aa70161eb938d87848bc33a5b11a4','5e24c331592e41c27f8fa9d0f949838897dd868fb693c5be86ae974f191ccd5d');
INSERT INTO "event" VALUES(11,1,11,'2026-04-09 08:09:00.000000',11,'Đỗ Thị Mai','account_linked',NULL,NULL,9,'{"detail":"zalo"}','5e24c331592e41c27f8fa9d0f949838897dd868fb693c5be86ae974f191ccd5d','fd4459a9e697d645db7149f2f8ef48649fcbcd0a1b55c99159f5446630ff9527');
INSERT INTO "event" VALUES(12,1,12,'2026-04-09 08:10:00.000000',5,'Trần Thu Hà','account_linked',NULL,NULL,10,'{"detail":"zalo"}','fd4459a9e697d645db7149f2f8ef48649fcbcd0a1b55c99159f5446630ff9527','78fb76bc9e69feddad36f6001e31687344c73be3a821942d35294ce63146bf19');
INSERT INTO "event" VALUES(13,1,13,'2026-04-09 08:11:00.000000',14,'Phan Thị Thu Trang','account_linked',NULL,NULL,11,'{"detail":"zalo"}','78fb76bc9e69feddad36f6001e31687344c73be3a821942d35294ce63146bf19','3851b3dc9b7fe61b5652deb1748645f70f6de53ff7f685e1ebff331c9f27331b');
INSERT INTO "event" VALUES(14,1,14,'2026-04-10 00:31:00.000000',3,'Nguyễn Thị Lan','task_acknowledged',3,3,12,'{"detail":"","before":{"id":3,"task_id":3,"period":"","first_day":null,"last_day":"2026-04-14","at_time":null,"deadline_version":1,"state":"open","progress":0,"version":1,"acknowledged_at":null,"reported_on":null,"reported_at":null,"reported_by":null,"note":null,"closed_at":null,"obstacle":null,"obstacle_at":null,"outcome":null},"version":2}','3851b3dc9b7fe61b5652deb1748645f70f6de53ff7f685e1ebff331c9f27331b','7a268875b8f730cc695c652d7a047e1ccd569b22da557e7cf6634d71a688d492');
INSERT INTO "event" VALUES(15,1,15,'2026-04-10 00:31:00.000000',3,'Nguyễn Thị Lan','task_acknowledged',2,2,12,'{"detail":"","before":{"id":2,"task_id":2,"period":"","first_day":null,"last_day":"2026-05-14","at_time":null,"deadline_version":1,"state":"open","progress":0,"version":1,"acknowledged_at":null,"reported_on":null,"reported_at":null,"reported_by":null,"note":null,"closed_at":null,"obstacle":null,"obstacle_at":null,"outcome":null},"version":2}','7a268875b8f730cc695c652d7a047e1ccd569b22da557e7cf6634d71a688d492','f4d35fc1d22d732bfb4c8edb1ab0f151456b9ea077f1b445f3d9eafa3622f1ad');
INSERT INTO "event" VALUES(16,1,16,'2026-04-10 00:31:00.000000',3,'Nguyễn Thị Lan','task_acknowledged',5,5,12,'{"detail":"","before":{"id":5,"task_id":5,"period":"","first_day":"2026-04-01","last_day":"2026-04-30","at_time":null,"deadline_version":1,"state":"open","progress":0,"version":1,"acknowledged_at":null,"reported_on":null,"reported_at":null,"reported_by":null,"note":null,"closed_at":null,"obstacle":null,"obstacle_at":null,"outcome":null},"version":2}','f4d35fc1d22d732bfb4c8edb1ab0f151456b9ea077f1b445f3d9eafa3622f1ad','d4fbb81f86338cebb87bc9e2db10206903b75cbd99d292e9a6e0918dcfa55436');
INSERT INTO "event" VALUES(17,1,17,'2026-04-10 00:32:00.000000',3,'Nguyễn Thị Lan','progress_set',3,3,13,'{"detail":"60 % còn chờ số liệu","before":{"id":3,"task_id":3,"period":"","first_day":null,"last_day":"2026-04-14","at_time":null,"deadline_version":1,"state":"open","progress":0,"version":2,"acknowledged_at":"2026-04-10T00:31:00Z","reported_on":null,"reported_at":null,"reported_by":null,"note":null,"closed_at":null,"obstacle":null,"obstacle_at":null,"outcome":null},"version":3}','d4fbb81f86338cebb87bc9e2db10206903b75cbd99d292e9a6e0918dcfa55436','c7ef16af11d78dad2c5fb29adc23bcc9337f2bd771c5d96b9854334eed3b3f7c');
INSERT INTO "event" VALUES(18,1,18,'2026-04-10 00:33:00.000000',3,'Nguyễn Thị Lan','task_reported',3,3,14,'{"detail":"đã có báo cáo số 12-BC/BXDĐ","before":{"id":3,"task_id":3,"period":"","first_day":null,"last_day":"2026-04-14","at_time":null,"deadline_version":1,"state":"open","progress":60,"version":3,"acknowledged_at":"2026-04-10T00:31:00Z","reported_on":null,"reported_at":null,"reported_by":null,"note":"còn chờ số liệu","closed_at":null,"obstacle":null,"obstacle_at":null,"outcome":null},"version":4,"shares":[],"settled":[]}','c7ef16af11d78dad2c5fb29adc23bcc9337f2bd771c5d96b9854334eed3b3f7c','945790c44456c6f7d51755d03be4cbacf97c652f8420b2bb5c2e98dc94b93c99');
INSERT INTO "event" VALUES(19,1,19,'2026-04-10 00:34:00.000000',5,'Trần Thu Hà','task_confirmed',3,3,15,'{"detail":"","before":{"id":3,"task_id":3,"period":"","first_day":null,"last_day":"2026-04-14","at_time":null,"deadline_version":1,"state":"reported","progress":100,"version":4,"acknowledged_at":"2026-04-10T00:31:00Z","reported_on":"2026-04-10","reported_at":"2026-04-10T00:33:00Z","reported_by":3,"note":"đã có báo cáo số 12-BC/BXDĐ","closed_at":null,"obstacle":null,"obstacle_at":null,"outcome":null},"version":5,"settled":[]}','945790c44456c6f7d51755d03be4cbacf97c652f8420b2bb5c2e98dc94b93c99','ae0fbc83f1a5e3e03a456a1b2cbeefb5de4bb1a3dcada97b8da367b9a10fed54');
INSERT INTO "event" VALUES(20,1,20,'2026-04-10 00:35:00.000000',3,'Nguyễn Thị Lan','task_reported',17,17,16,'{"detail":"đã gửi","before":{"id":17,"task_id":17,"period":"","first_day":null,"last_day":"2026-04-09","at_time":null,"deadline_version":1,"state":"open","progress":0,"version":1,"acknowledged_at":null,"reported_on":null,"reported_at":null,"reported_by":null,"note":null,"closed_at":null,"obstacle":null,"obstacle_at":null,"outcome":null},"version":2,"shares":[],"settled":[]}','ae0fbc83f1a5e3e03a456a1b2cbeefb5de4bb1a3dcada97b8da367b9a10fed54','df0107815490ccaa7b6256f28f0d551400b70ddb5acd94d1d3e3abcfb9ff3d72');
INSERT INTO "event" VALUES(21,1,21,'2026-04-10 00:36:00.000000',5,'Trần Thu Hà','task_returned',17,17,17,'{"detail":"thiếu phụ lục","before":{"id":17,"task_id":17,"period":"","first_day":null,"last_day":"2026-04-09","at_time":null,"deadline_version":1,"state":"reported","progress":100,"version":2,"acknowledged_at":"2026-04-10T00:35:00Z","reported_on":"2026-04-10","reported_at":"2026-04-10T00:35:00Z","reported_by":3,"note":"đã gửi","closed_at":null,"obstacle":null,"obstacle_at":null,"outcome":null},"version":3}','df0107815490ccaa7b6256f28f0d551400b70ddb5acd94d1d3e3abcfb9ff3d72','245070f83d34586e353f11ea71342c6520af1f728c21407bdb1999a229d4c95d');
INSERT INTO "event" VALUES(22,1,22,'2026-04-10 00:37:00.000000',3,'Nguyễn Thị Lan','extension_asked',7,7,18,'{"detail":"20/5: chờ số liệu của các chi bộ","request":1}','245070f83d34586e353f11ea71342c6520af1f728c21407bdb1999a229d4c95d','8a832581648f0fccea094ea145ac0c5ee483f78876c85b1396b84055daeb4bb7');
INSERT INTO "event" VALUES(23,1,23,'2026-04-10 00:38:00.000000',5,'Trần Thu Hà','extension_recommended',7,7,19,'{"detail":"","request":1}','8a832581648f0fccea094ea145ac0c5ee483f78876c85b1396b84055daeb4bb7','cdc976575254d5e8ad3734ad2ecc327e7ec311f426d3ca923ea7c4731fb0edd5');
INSERT INTO "event" VALUES(24,1,24,'2026-04-10 00:39:00.000000',2,'Phạm Quốc Hùng','extension_granted',7,7,20,'{"detail":"15/5/2026","request":1,"day":"2026-05-15"}','cdc976575254d5e8ad3734ad2ecc327e7ec311f426d3ca923ea7c4731fb0edd5','daac37e704c160b1e6ac5ec983758fec6be4239e8e77e7bf14d93fa0ee570df6');
INSERT INTO "event" VALUES(25,1,25,'2026-04-10 00:40:00.000000',3,'Nguyễn Thị Lan','extension_asked',5,5,21,'{"detail":"25/5: chờ ý kiến cấp trên","request":2}','daac37e704c160b1e6ac5ec983758fec6be4239e8e77e7bf14d93fa0ee570df6','e73474e85e1556eb2ad4033f63e53e1d25b4e0c57d37ec41270a3c364498d6a9');
INSERT INTO "event" VALUES(26,1,26,'2026-04-10 00:41:00.000000',10,'Lê Văn Minh','obstacle_raised',9,9,22,'{"detail":"chưa có kinh phí","before":{"id":9,"task_id":9,"period":"","first_day":"2026-04-01","last_day":"2026-06-30","at_time":null,"deadline_version":1,"state":"open","progress":0,"version":1,"acknowledged_at":null,"reported_on":null,"reported_at":null,"reported_by":null,"note":null,"closed_at":null,"obstacle":null,"obstacle_at":null,"outcome":null},"version":2}','e73474e85e1556eb2ad4033f63e53e1d25b4e0c57d37ec41270a3c364498d6a9','8201833610981a91c5cf866cfb51e8bcb07646b6ec71392f8421a9af379f5baa');
INSERT INTO "event" VALUES(27,1,27,'2026-04-10 00:42:00.000000',10,'Lê Văn Minh','obstacle_cleared',9,9,23,'{"detail":"chưa có kinh phí","before":{"id":9,"task_id":9,"period":"","first_day":"2026-04-01","last_day":"2026-06-30","at_time":null,"deadline_version":1,"state":"open","progress":0,"version":2,"acknowledged_at":"2026-04-10T00:41:00Z","reported_on":null,"reported_at":null,"reported_by":null,"note":null,"closed_at":null,"obstacle":"chưa có kinh phí","obstacle_at":"2026-04-10T00:41:00Z","outcome":null},"version":3}','8201833610981a91c5cf866cfb51e8bcb07646b6ec71392f8421a9af379f5baa','25c5463bca85dcdeb80e15c8311172ceb92a462f7d62784966199d2a91587652');
INSERT INTO "event" VALUES(28,1,28,'2026-04-10 00:43:00.000000',10,'Lê Văn Minh','obstacle_raised',6,6,24,'{"detail":"chưa có hướng dẫn","before":{"id":6,"task_id":6,"period":"","first_day":"2026-04-01","last_day":"2026-04-30","at_time":null,"deadline_version":1,"state":"open","progress":0,"version":1,"acknowledged_at":null,"reported_on":null,"reported_at":null,"reported_by":null,"note":null,"closed_at":null,"obstacle":null,"obstacle_at":null,"outcome":null},"version":2}','25c5463bca85dcdeb80e15c8311172ceb92a462f7d62784966199d2a91587652','6f81d95a4264963a1958f7529c2160d0d2dc5886d94f05ef1c45eb29dde4bb9d');
INSERT INTO "event" VALUES(29,1,29,'2026-04-10 00:44:00.000000',3,'Nguyễn Thị Lan','question_asked',8,8,25,'{"detail":"có mời chi bộ không?","request":3}','6f81d95a4264963a1958f7529c2160d0d2dc5886d94f05ef1c45eb29dde4bb9d','f32660cb06e0ac4915fddc0105e33221e32d257437314105ac362773dffa7ff4');
INSERT INTO "event" VALUES(30,1,30,'2026-04-10 00:45:00.000000',2,'Phạm Quốc Hùng','question_answered',8,8,26,'{"detail":"đồng ý mời","request":3}','f32660cb06e0ac4915fddc0105e33221e32d257437314105ac362773dffa7ff4','b59522bb2eaf922b402c79be53d6a71e75af3b0b8da9feab296db9f95f257ad7');
INSERT INTO "event" VALUES(31,1,31,'2026-04-10 00:46:00.000000',3,'Nguyễn Thị Lan','question_asked',4,4,27,'{"detail":"có họp trước 30/4 không?","request":4}','b59522bb2eaf922b402c79be53d6a71e75af3b0b8da9feab296db9f95f257ad7','043c73dd980cb240901d176fbb3c37f85be3d4af0b4f6f55bcefc7fcffd35443');
INSERT INTO "event" VALUES(32,1,32,'2026-04-10 00:47:00.000000',2,'Phạm Quốc Hùng','explanation_asked',17,17,28,'{"detail":"vì sao chậm?","request":5}','043c73dd980cb240901d176fbb3c37f85be3d4af0b4f6f55bcefc7fcffd35443','6bfaec399a1c2bad159f20d9397a553129acab73921bbcf5b6e1adf75d7c0fad');
INSERT INTO "event" VALUES(33,1,33,'2026-04-10 00:48:00.000000',2,'Phạm Quốc Hùng','nudged',17,17,29,'{"detail":"gửi trước 16h"}','6bfaec399a1c2bad159f20d9397a553129acab73921bbcf5b6e1adf75d7c0fad','cd228215afbd3b3e0b75c2431fc3efce8af7f652ba063638884e31802cee2c71');
INSERT INTO "event" VALUES(34,1,34,'2026-04-10 00:49:00.000000',3,'Nguyễn Thị Lan','evidence_added',2,2,30,'{"detail":"QĐ 12-QĐ/ĐU"}','cd228215afbd3b3e0b75c2431fc3efce8af7f652ba063638884e31802cee2c71','4c7cd024038ca26e11b4b22320683441ed041efadeae34d20fe646feb9e760be');
INSERT INTO "event" VALUES(35,1,35,'2026-04-10 00:50:00.000000',3,'Nguyễn Thị Lan','evidence_added',2,2,31,'{"detail":"ảnh chụp quyết định"}','4c7cd024038ca26e11b4b22320683441ed041efadeae34d20fe646feb9e760be','08208fa0ed86071a91035605bc98e3bd0eb1d8850f730fa2e9f2c9a26bac4219');
INSERT INTO "event" VALUES(36,1,36,'2026-04-10 00:51:00.000000',10,'Lê Văn Minh','language_chosen',NULL,NULL,32,'{"detail":"en"}','08208fa0ed86071a91035605bc98e3bd0eb1d8850f730fa2e9f2c9a26bac4219','42d09787ebd63fa354cdc15fbee93bb8648da6ecd2b29834715b1f2e19c77237');
INSERT INTO "event" VALUES(37,1,37,'2026-04-10 00:53:00.000000',9,'Ngô Thị Hồng Nhung','share_reported',6,6,34,'{"detail":"Thường trực HĐND phường: phần của HĐND","before":{"id":6,"task_id":6,"period":"","first_day":"2026-04-01","last_day":"2026-04-30","at_time":null,"deadline_version":1,"state":"open","progress":0,"version":2,"acknowledged_at":"2026-04-10T00:43:00Z","reported_on":null,"reported_at":null,"reported_by":null,"note":null,"closed_at":null,"obstacle":"chưa có hướng dẫn","obstacle_at":"2026-04-10T00:43:00Z","outcome":null},"version":3,"shares":[7]}','42d09787ebd63fa354cdc15fbee93bb8648da6ecd2b29834715b1f2e19c77237','7ed7553bb9aa18221a6ae0d0461f8331cbb9475a229569335e4675633ee591f6');
INSERT INTO "event" VALUES(38,1,38,'2026-04-10 00:54:00.000000',9,'Ngô Thị Hồng Nhung','hour_chosen',NULL,NULL,35,'{"detail":"07:00"}','7ed7553bb9aa18221a6ae0d0461f8331cbb9475a229569335e4675633ee591f6','f119148151419af172a3515fd434f7b4dd3207e11cbd1734f7018107c88908c2');
INSERT INTO "event" VALUES(39,1,39,'2026-04-13 00:31:00.000000',4,'Vũ Đức Thành','task_assigned',2,2,39,'{"detail":"Nguyễn Thị Lan"}','f119148151419af172a3515fd434f7b4dd3207e11cbd1734f7018107c88908c2','77e1534aecb7dea82ffa47db2ac5899025fa842e67151c1084cf7c1216dff8e1');
INSERT INTO "event" VALUES(40,1,40,'2026-04-13 00:32:00.000000',5,'Trần Thu Hà','task_added',19,19,40,'{"detail":"Rà soát hồ sơ đảng viên"}','77e1534aecb7dea82ffa47db2ac5899025fa842e67151c1084cf7c1216dff8e1','5d5619bb702f537aa43b1fb3b30f2108bd7da9c9385c0fb61093c8af56b68df2');
INSERT INTO "event" VALUES(41,1,41,'2026-04-13 00:33:00.000000',5,'Trần Thu Hà','task_cancelled',10,10,41,'{"detail":"đã lồng ghép vào việc khác","before":{"id":10,"task_id":10,"period":"","first_day":"2026-04-01","last_day":"2026-06-30","at_time":null,"deadline_version":1,"state":"open","progress":0,"version":1,"acknowledged_at":null,"reported_on":null,"reported_at":null,"reported_by":null,"note":null,"closed_at":null,"obstacle":null,"obstacle_at":null,"outcome":null}}','5d5619bb702f537aa43b1fb3b30f2108bd7da9c9385c0fb61093c8af56b68df2','17c0c6bb32695d84fe830fb6f25b684653359c8150cf73b0f1a62b89a42b3b87');
INSERT INTO "event" VALUES(42,1,42,'2026-04-13 00:34:00.000000',5,'Trần Thu Hà','calendar_changed',NULL,NULL,42,'{"detail":"off: 29/4/2026","name":"kỷ niệm"}','17c0c6bb32695d84fe830fb6f25b684653359c8150cf73b0f1a62b89a42b3b87','594ed415fbb79a99e49975397cd975a0b325666d5d8371b2eb6892155584f41b');
INSERT INTO "event" VALUES(43,1,43,'2026-04-13 00:36:00.000000',5,'Trần Thu Hà','setting_changed',NULL,NULL,44,'{"detail":"lead_days","old":"7 3 1 0","new":"5 2 0"}','594ed415fbb79a99e49975397cd975a0b325666d5d8371b2eb6892155584f41b','ca4402c61482b5d17b869b0966962770b9dc004a386497d221a9181a95cf3c3e');
INSERT INTO "event" VALUES(44,1,44,'2026-04-13 00:37:00.000000',3,'Nguyễn Thị Lan','feed_renewed',NULL,NULL,45,'{}','ca4402c61482b5d17b869b0966962770b9dc004a386497d221a9181a95cf3c3e','c81ca2dfc4b7eddde3669f06eb8845bacab41e439f5da6c84f5e4a607f339773');
INSERT INTO "event" VALUES(45,1,45,'2026-04-13 00:38:00.000000',5,'Trần Thu Hà','channel_chosen',NULL,NULL,46,'{"detail":"telegram"}','c81ca2dfc4b7eddde3669f06eb8845bacab41e439f5da6c84f5e4a607f339773','a7d94a714180d938ac661206dc96b31e4fb3a9c21c7e14790cada664118c772a');
INSERT INTO "event" VALUES(46,1,46,'2026-04-13 00:39:00.000000',4,'Vũ Đức Thành','absence_noted',NULL,NULL,47,'{"detail":"Vũ Đức Thành: 20/4 - 24/4/2026, Nguyễn Thị Lan làm thay"}','a7d94a714180d938ac661206dc96b31e4fb3a9c21c7e14790cada664118c772a','d0c3108badef52fe666c3376d26e8765d0d5856ee0eb0f6a485224473d5ef7df');
INSERT INTO "event" VALUES(47,1,47,'2026-04-13 00:40:00.000000',14,'Phan Thị Thu Trang','absence_noted',NULL,NULL,48,'{"detail":"Phan Thị Thu Trang: 14/4 - 17/4/2026"}','d0c3108badef52fe666c3376d26e8765d0d5856ee0eb0f6a485224473d5ef7df','9762c2fc067e315a795fad731b42eaef7e9bb55e84ec713c430528f746709b23');
INSERT INTO "event" VALUES(48,1,48,'2026-04-13 00:41:00.000000',3,'Nguyễn Thị Lan','task_acknowledged',4,4,49,'{"detail":"","before":{"id":4,"task_id":4,"period":"","first_day":"2026-06-01","last_day":"2026-06-30","at_time":null,"deadline_version":1,"state":"open","progress":0,"version":1,"acknowledged_at":null,"reported_on":null,"reported_at":null,"reported_by":null,"note":null,"closed_at":null,"obstacle":null,"obstacle_at":null,"outcome":null},"version":2}','9762c2fc067e315a795fad731b42eaef7e9bb55e84ec713c430528f746709b23','0637787b34044a239e02231b87f5dfc969916aaf20eda66e3cb55b041bdd2fca');
INSERT INTO "event" VALUES(49,1,49,'2026-04-13 00:42:00.000000',3,'Nguyễn Thị Lan','change_undone',4,4,50,'{"detail":"task_acknowledged","before":{"id":4,"task_id":4,"period":"","first_day":"2026-06-01","last_day":"2026-06-30","at_time":null,"deadline_version":1,"state":"open","progress":0,"version":2,"acknowledged_at":"2026-04-13T00:41:00Z","reported_on":null,"reported_at":null,"reported_by":null,"note":null,"closed_at":null,"obstacle":null,"obstacle_at":null,"outcome":null},"version":3}','0637787b34044a239e02231b87f5dfc969916aaf20eda66e3cb55b041bdd2fca','82dfc412087d3b3486b18a872396abdf0f896e4d0d4690e5520b6469b39e677b');
INSERT INTO "event" VALUES(50,1,50,'2026-04-13 00:43:00.000000',11,'Đỗ Thị Mai','share_coordinated',6,6,51,'{"detail":"Phòng Văn hóa - Xã hội","shares":[9],"note":""}','82dfc412087d3b3486b18a872396abdf0f896e4d0d4690e5520b6469b39e677b','50ef9005a27f62d5ef369c40c289ded75611fc00f80626ed544d23c13aedb748');
INSERT INTO "event" VALUES(51,1,51,'2026-04-13 00:44:00.000000',5,'Trần Thu Hà','invite_made',NULL,NULL,52,'{"detail":"Mai Thanh Tùng"}','50ef9005a27f62d5ef369c40c289ded75611fc00f80626ed544d23c13aedb748','63908e5f73eed4265a4a35ab1371573f266cdc8e175a768c1e1ca1b41a1b7af8');
INSERT INTO "event" VALUES(52,1,52,'2026-04-13 00:49:00.000000',3,'Nguyễn Thị Lan','check_in_answered',1,1,57,'{"detail":"đã họp rà soát","before":{"id":1,"task_id":1,"period":"2026-04","first_day":"2026-04-01","last_day":"2026-04-30","at_time":null,"deadline_version":1,"state":"open","progress":0,"version":1,"acknowledged_at":null,"reported_on":null,"reported_at":null,"reported_by":null,"note":null,"closed_at":null,"obstacle":null,"obstacle_at":null,"outcome":null},"version":2,"shares":[],"outcome":"result"}','63908e5f73eed4265a4a35ab1371573f266cdc8e175a768c1e1ca1b41a1b7af8','2a16d242e3c24efd5cdd772f86d7e15ab432de056fa2abf0f872a8d42c88fc4b');
CREATE TABLE evidence (
	id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	occurrence_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	text TEXT NOT NULL, 
	channel VARCHAR(20), 
	file_ref TEXT, 
	file_name VARCHAR(300), 
	added_at DATETIME NOT NULL, 
	inbox_id INTEGER, 
	CONSTRAINT pk_evidence PRIMARY KEY (id), 
	CONSTRAINT fk_evidence_occurrence_id FOREIGN KEY(occurrence_id) REFERENCES occurrence (id), 
	CONSTRAINT fk_evidence_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id), 
	CONSTRAINT fk_evidence_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
INSERT INTO "evidence" VALUES(1,1,2,3,'text','QĐ 12-QĐ/ĐU',NULL,NULL,NULL,'2026-04-10 00:49:00.000000',30);
INSERT INTO "evidence" VALUES(2,1,2,3,'photo','ảnh chụp quyết định','telegram','AgACAgUAAxk-large',NULL,'2026-04-10 00:50:00.000000',31);
CREATE TABLE group_member (
	id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	group_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	CONSTRAINT pk_group_member PRIMARY KEY (id), 
	CONSTRAINT fk_group_member_group_id FOREIGN KEY(group_id) REFERENCES unit (id), 
	CONSTRAINT fk_group_member_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id), 
	CONSTRAINT fk_group_member_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_group_member_group_id_unit_id UNIQUE (group_id, unit_id)
);
INSERT INTO "group_member" VALUES(1,1,22,3);
INSERT INTO "group_member" VALUES(2,1,20,3);
INSERT INTO "group_member" VALUES(3,1,22,4);
INSERT INTO "group_member" VALUES(4,1,20,4);
INSERT INTO "group_member" VALUES(5,1,22,5);
INSERT INTO "group_member" VALUES(6,1,20,5);
INSERT INTO "group_member" VALUES(7,1,22,6);
INSERT INTO "group_member" VALUES(8,1,20,6);
INSERT INTO "group_member" VALUES(9,1,21,9);
INSERT INTO "group_member" VALUES(10,1,20,9);
INSERT INTO "group_member" VALUES(11,1,21,10);
INSERT INTO "group_member" VALUES(12,1,20,10);
INSERT INTO "group_member" VALUES(13,1,21,11);
INSERT INTO "group_member" VALUES(14,1,20,11);
INSERT INTO "group_member" VALUES(15,1,20,12);
INSERT INTO "group_member" VALUES(16,1,23,13);
INSERT INTO "group_member" VALUES(17,1,24,13);
INSERT INTO "group_member" VALUES(18,1,23,14);
INSERT INTO "group_member" VALUES(19,1,24,14);
INSERT INTO "group_member" VALUES(20,1,23,15);
INSERT INTO "group_member" VALUES(21,1,24,15);
INSERT INTO "group_member" VALUES(22,1,19,16);
INSERT INTO "group_member" VALUES(23,1,19,17);
INSERT INTO "group_member" VALUES(24,1,19,18);
CREATE TABLE inbox (
	id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	channel VARCHAR(20) NOT NULL, 
	bot VARCHAR(40) NOT NULL, 
	epoch INTEGER NOT NULL, 
	update_key VARCHAR(80) NOT NULL, 
	chat_id VARCHAR(80), 
	received_at DATETIME NOT NULL, 
	payload TEXT NOT NULL, 
	state VARCHAR(20) NOT NULL, 
	attempts INTEGER NOT NULL, 
	not_before DATETIME NOT NULL, 
	handled_at DATETIME, 
	error VARCHAR(500), 
	CONSTRAINT pk_inbox PRIMARY KEY (id), 
	CONSTRAINT fk_inbox_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id), 
	CONSTRAINT uq_inbox_channel_bot_epoch_update_key UNIQUE (channel, bot, epoch, update_key)
);
INSERT INTO "inbox" VALUES(1,1,'telegram','7000000001',0,'40001','501','2026-04-09 08:01:00.000000','{"update_id": 40001, "message": {"message_id": 40001, "date": 1775721660, "from": {"id": 501, "is_bot": false, "first_name": "M\u00e1y", "last_name": "501"}, "chat": {"id": 501, "type": "private"}, "text": "/start N6XHX-EM64J"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-09 08:01:00.000000',NULL);
INSERT INTO "inbox" VALUES(2,1,'telegram','7000000001',0,'40002','502','2026-04-09 08:02:00.000000','{"update_id": 40002, "message": {"message_id": 40002, "date": 1775721720, "from": {"id": 502, "is_bot": false, "first_name": "M\u00e1y", "last_name": "502"}, "chat": {"id": 502, "type": "private"}, "text": "/start 7MSET-BGCH9"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-09 08:02:00.000000',NULL);
INSERT INTO "inbox" VALUES(3,1,'telegram','7000000001',0,'40003','503','2026-04-09 08:03:00.000000','{"update_id": 40003, "message": {"message_id": 40003, "date": 1775721780, "from": {"id": 503, "is_bot": false, "first_name": "M\u00e1y", "last_name": "503"}, "chat": {"id": 503, "type": "private"}, "text": "/start QX6UG-3PGPL"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-09 08:03:00.000000',NULL);
INSERT INTO "inbox" VALUES(4,1,'telegram','7000000001',0,'40004','504','2026-04-09 08:04:00.000000','{"update_id": 40004, "message": {"message_id": 40004, "date": 1775721840, "from": {"id": 504, "is_bot": false, "first_name": "M\u00e1y", "last_name": "504"}, "chat": {"id": 504, "type": "private"}, "text": "/start 5J75P-YCQKG"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-09 08:04:00.000000',NULL);
INSERT INTO "inbox" VALUES(5,1,'telegram','7000000001',0,'40005','505','2026-04-09 08:05:00.000000','{"update_id": 40005, "message": {"message_id": 40005, "date": 1775721900, "from": {"id": 505, "is_bot": false, "first_name": "M\u00e1y", "last_name": "505"}, "chat": {"id": 505, "type": "private"}, "text": "/start LTBG4-WFTC5"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-09 08:05:00.000000',NULL);
INSERT INTO "inbox" VALUES(6,1,'telegram','7000000001',0,'40006','506','2026-04-09 08:06:00.000000','{"update_id": 40006, "message": {"message_id": 40006, "date": 1775721960, "from": {"id": 506, "is_bot": false, "first_name": "M\u00e1y", "last_name": "506"}, "chat": {"id": 506, "type": "private"}, "text": "/start 2JEEK-G2LM9"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-09 08:06:00.000000',NULL);
INSERT INTO "inbox" VALUES(7,1,'telegram','7000000001',0,'40007','507','2026-04-09 08:07:00.000000','{"update_id": 40007, "message": {"message_id": 40007, "date": 1775722020, "from": {"id": 507, "is_bot": false, "first_name": "M\u00e1y", "last_name": "507"}, "chat": {"id": 507, "type": "private"}, "text": "/start 4XPU3-AHN27"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-09 08:07:00.000000',NULL);
INSERT INTO "inbox" VALUES(8,1,'zalo','7000000002',0,'m:zm40008','z-601','2026-04-09 08:08:00.000000','{"event_name": "message.text.received", "message": {"from": {"id": "u-z-601", "display_name": "M\u00e1y z-601", "is_bot": false}, "chat": {"id": "z-601", "chat_type": "PRIVATE"}, "text": "/start WXJVE-HV5EA", "message_id": "zm40008", "date": 1775722080000}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-09 08:08:00.000000',NULL);
INSERT INTO "inbox" VALUES(9,1,'zalo','7000000002',0,'m:zm40009','z-602','2026-04-09 08:09:00.000000','{"event_name": "message.text.received", "message": {"from": {"id": "u-z-602", "display_name": "M\u00e1y z-602", "is_bot": false}, "chat": {"id": "z-602", "chat_type": "PRIVATE"}, "text": "/start BGW7C-FWQ4U", "message_id": "zm40009", "date": 1775722140000}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-09 08:09:00.000000',NULL);
INSERT INTO "inbox" VALUES(10,1,'zalo','7000000002',0,'m:zm40010','z-603','2026-04-09 08:10:00.000000','{"event_name": "message.text.received", "message": {"from": {"id": "u-z-603", "display_name": "M\u00e1y z-603", "is_bot": false}, "chat": {"id": "z-603", "chat_type": "PRIVATE"}, "text": "/start NL2F6-27SMV", "message_id": "zm40010", "date": 1775722200000}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-09 08:10:00.000000',NULL);
INSERT INTO "inbox" VALUES(11,1,'zalo','7000000002',0,'m:zm40011','z-604','2026-04-09 08:11:00.000000','{"event_name": "message.text.received", "message": {"from": {"id": "u-z-604", "display_name": "M\u00e1y z-604", "is_bot": false}, "chat": {"id": "z-604", "chat_type": "PRIVATE"}, "text": "/start UDM44-XEBXR", "message_id": "zm40011", "date": 1775722260000}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-09 08:11:00.000000',NULL);
INSERT INTO "inbox" VALUES(12,1,'telegram','7000000001',0,'40012','501','2026-04-10 00:31:00.000000','{"update_id": 40012, "message": {"message_id": 40012, "date": 1775781060, "from": {"id": 501, "is_bot": false, "first_name": "M\u00e1y", "last_name": "501"}, "chat": {"id": 501, "type": "private"}, "text": "nh\u1eadn 3 2 5"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-10 00:31:00.000000',NULL);
INSERT INTO "inbox" VALUES(13,1,'telegram','7000000001',0,'40013','501','2026-04-10 00:32:00.000000','{"update_id": 40013, "message": {"message_id": 40013, "date": 1775781120, "from": {"id": 501, "is_bot": false, "first_name": "M\u00e1y", "last_name": "501"}, "chat": {"id": 501, "type": "private"}, "text": "ti\u1ebfn \u0111\u1ed9 3 60 c\u00f2n ch\u1edd s\u1ed1 li\u1ec7u"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-10 00:32:00.000000',NULL);
INSERT INTO "inbox" VALUES(14,1,'telegram','7000000001',0,'40014','501','2026-04-10 00:33:00.000000','{"update_id": 40014, "message": {"message_id": 40014, "date": 1775781180, "from": {"id": 501, "is_bot": false, "first_name": "M\u00e1y", "last_name": "501"}, "chat": {"id": 501, "type": "private"}, "text": "xong 3 \u0111\u00e3 c\u00f3 b\u00e1o c\u00e1o s\u1ed1 12-BC/BXD\u0110"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-10 00:33:00.000000',NULL);
INSERT INTO "inbox" VALUES(15,1,'telegram','7000000001',0,'40015','502','2026-04-10 00:34:00.000000','{"update_id": 40015, "message": {"message_id": 40015, "date": 1775781240, "from": {"id": 502, "is_bot": false, "first_name": "M\u00e1y", "last_name": "502"}, "chat": {"id": 502, "type": "private"}, "text": "x\u00e1c nh\u1eadn 3"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-10 00:34:00.000000',NULL);
INSERT INTO "inbox" VALUES(16,1,'telegram','7000000001',0,'40016','501','2026-04-10 00:35:00.000000','{"update_id": 40016, "message": {"message_id": 40016, "date": 1775781300, "from": {"id": 501, "is_bot": false, "first_name": "M\u00e1y", "last_name": "501"}, "chat": {"id": 501, "type": "private"}, "text": "xong 17 \u0111\u00e3 g\u1eedi"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-10 00:35:00.000000',NULL);
INSERT INTO "inbox" VALUES(17,1,'telegram','7000000001',0,'40017','502','2026-04-10 00:36:00.000000','{"update_id": 40017, "message": {"message_id": 40017, "date": 1775781360, "from": {"id": 502, "is_bot": false, "first_name": "M\u00e1y", "last_name": "502"}, "chat": {"id": 502, "type": "private"}, "text": "tr\u1ea3 l\u1ea1i 17 thi\u1ebfu ph\u1ee5 l\u1ee5c"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-10 00:36:00.000000',NULL);
INSERT INTO "inbox" VALUES(18,1,'telegram','7000000001',0,'40018','501','2026-04-10 00:37:00.000000','{"update_id": 40018, "message": {"message_id": 40018, "date": 1775781420, "from": {"id": 501, "is_bot": false, "first_name": "M\u00e1y", "last_name": "501"}, "chat": {"id": 501, "type": "private"}, "text": "giahan 7 20/5 ch\u1edd s\u1ed1 li\u1ec7u c\u1ee7a c\u00e1c chi b\u1ed9"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-10 00:37:00.000000',NULL);
INSERT INTO "inbox" VALUES(19,1,'telegram','7000000001',0,'40019','502','2026-04-10 00:38:00.000000','{"update_id": 40019, "message": {"message_id": 40019, "date": 1775781480, "from": {"id": 502, "is_bot": false, "first_name": "M\u00e1y", "last_name": "502"}, "chat": {"id": 502, "type": "private"}, "text": "duy\u1ec7t 7"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-10 00:38:00.000000',NULL);
INSERT INTO "inbox" VALUES(20,1,'telegram','7000000001',0,'40020','503','2026-04-10 00:39:00.000000','{"update_id": 40020, "message": {"message_id": 40020, "date": 1775781540, "from": {"id": 503, "is_bot": false, "first_name": "M\u00e1y", "last_name": "503"}, "chat": {"id": 503, "type": "private"}, "text": "duy\u1ec7t 7 15/5"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-10 00:39:00.000000',NULL);
INSERT INTO "inbox" VALUES(21,1,'telegram','7000000001',0,'40021','501','2026-04-10 00:40:00.000000','{"update_id": 40021, "message": {"message_id": 40021, "date": 1775781600, "from": {"id": 501, "is_bot": false, "first_name": "M\u00e1y", "last_name": "501"}, "chat": {"id": 501, "type": "private"}, "text": "giahan 5 25/5 ch\u1edd \u00fd ki\u1ebfn c\u1ea5p tr\u00ean"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-10 00:40:00.000000',NULL);
INSERT INTO "inbox" VALUES(22,1,'zalo','7000000002',0,'m:zm40022','z-601','2026-04-10 00:41:00.000000','{"event_name": "message.text.received", "message": {"from": {"id": "u-z-601", "display_name": "M\u00e1y z-601", "is_bot": false}, "chat": {"id": "z-601", "chat_type": "PRIVATE"}, "text": "v\u01b0\u1edbng m\u1eafc 9 ch\u01b0a c\u00f3 kinh ph\u00ed", "message_id": "zm40022", "date": 1775781660000}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-10 00:41:00.000000',NULL);
INSERT INTO "inbox" VALUES(23,1,'zalo','7000000002',0,'m:zm40023','z-601','2026-04-10 00:42:00.000000','{"event_name": "message.text.received", "message": {"from": {"id": "u-z-601", "display_name": "M\u00e1y z-601", "is_bot": false}, "chat": {"id": "z-601", "chat_type": "PRIVATE"}, "text": "h\u1ebft v\u01b0\u1edbng 9", "message_id": "zm40023", "date": 1775781720000}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-10 00:42:00.000000',NULL);
INSERT INTO "inbox" VALUES(24,1,'zalo','7000000002',0,'m:zm40024','z-601','2026-04-10 00:43:00.000000','{"event_name": "message.text.received", "message": {"from": {"id": "u-z-601", "display_name": "M\u00e1y z-601", "is_bot": false}, "chat": {"id": "z-601", "chat_type": "PRIVATE"}, "text": "v\u01b0\u1edbng m\u1eafc 6 ch\u01b0a c\u00f3 h\u01b0\u1edbng d\u1eabn", "message_id": "zm40024", "date": 1775781780000}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-10 00:43:00.000000',NULL);
INSERT INTO "inbox" VALUES(25,1,'telegram','7000000001',0,'40025','501','2026-04-10 00:44:00.000000','{"update_id": 40025, "message": {"message_id": 40025, "date": 1775781840, "from": {"id": 501, "is_bot": false, "first_name": "M\u00e1y", "last_name": "501"}, "chat": {"id": 501, "type": "private"}, "text": "xin \u00fd ki\u1ebfn 8 c\u00f3 m\u1eddi chi b\u1ed9 kh\u00f4ng?"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-10 00:44:00.000000',NULL);
INSERT INTO "inbox" VALUES(26,1,'telegram','7000000001',0,'40026','503','2026-04-10 00:45:00.000000','{"update_id": 40026, "message": {"message_id": 40026, "date": 1775781900, "from": {"id": 503, "is_bot": false, "first_name": "M\u00e1y", "last_name": "503"}, "chat": {"id": 503, "type": "private"}, "text": "tr\u1ea3 l\u1eddi 8 \u0111\u1ed3ng \u00fd m\u1eddi"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-10 00:45:00.000000',NULL);
INSERT INTO "inbox" VALUES(27,1,'telegram','7000000001',0,'40027','501','2026-04-10 00:46:00.000000','{"update_id": 40027, "message": {"message_id": 40027, "date": 1775781960, "from": {"id": 501, "is_bot": false, "first_name": "M\u00e1y", "last_name": "501"}, "chat": {"id": 501, "type": "private"}, "text": "xin \u00fd ki\u1ebfn 4 c\u00f3 h\u1ecdp tr\u01b0\u1edbc 30/4 kh\u00f4ng?"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-10 00:46:00.000000',NULL);
INSERT INTO "inbox" VALUES(28,1,'telegram','7000000001',0,'40028','503','2026-04-10 00:47:00.000000','{"update_id": 40028, "message": {"message_id": 40028, "date": 1775782020, "from": {"id": 503, "is_bot": false, "first_name": "M\u00e1y", "last_name": "503"}, "chat": {"id": 503, "type": "private"}, "text": "gi\u1ea3i tr\u00ecnh 17 v\u00ec sao ch\u1eadm?"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-10 00:47:00.000000',NULL);
INSERT INTO "inbox" VALUES(29,1,'telegram','7000000001',0,'40029','503','2026-04-10 00:48:00.000000','{"update_id": 40029, "message": {"message_id": 40029, "date": 1775782080, "from": {"id": 503, "is_bot": false, "first_name": "M\u00e1y", "last_name": "503"}, "chat": {"id": 503, "type": "private"}, "text": "nh\u1eafc 17 g\u1eedi tr\u01b0\u1edbc 16h"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-10 00:48:00.000000',NULL);
INSERT INTO "inbox" VALUES(30,1,'telegram','7000000001',0,'40030','501','2026-04-10 00:49:00.000000','{"update_id": 40030, "message": {"message_id": 40030, "date": 1775782140, "from": {"id": 501, "is_bot": false, "first_name": "M\u00e1y", "last_name": "501"}, "chat": {"id": 501, "type": "private"}, "text": "minh ch\u1ee9ng 2 Q\u0110 12-Q\u0110/\u0110U"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-10 00:49:00.000000',NULL);
INSERT INTO "inbox" VALUES(31,1,'telegram','7000000001',0,'40031','501','2026-04-10 00:50:00.000000','{"update_id": 40031, "message": {"message_id": 40031, "date": 1775782200, "from": {"id": 501, "is_bot": false, "first_name": "M\u00e1y", "last_name": "501"}, "chat": {"id": 501, "type": "private"}, "photo": [{"file_id": "AgACAgUAAxk-small", "width": 90, "height": 90}, {"file_id": "AgACAgUAAxk-large", "width": 900, "height": 900}], "caption": "minh ch\u1ee9ng 2 \u1ea3nh ch\u1ee5p quy\u1ebft \u0111\u1ecbnh"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-10 00:50:00.000000',NULL);
INSERT INTO "inbox" VALUES(32,1,'zalo','7000000002',0,'m:zm40032','z-601','2026-04-10 00:51:00.000000','{"event_name": "message.text.received", "message": {"from": {"id": "u-z-601", "display_name": "M\u00e1y z-601", "is_bot": false}, "chat": {"id": "z-601", "chat_type": "PRIVATE"}, "text": "english", "message_id": "zm40032", "date": 1775782260000}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-10 00:51:00.000000',NULL);
INSERT INTO "inbox" VALUES(33,1,'zalo','7000000002',0,'m:zm40033','z-601','2026-04-10 00:52:00.000000','{"event_name": "message.text.received", "message": {"from": {"id": "u-z-601", "display_name": "M\u00e1y z-601", "is_bot": false}, "chat": {"id": "z-601", "chat_type": "PRIVATE"}, "text": "tasks", "message_id": "zm40033", "date": 1775782320000}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-10 00:52:00.000000',NULL);
INSERT INTO "inbox" VALUES(34,1,'telegram','7000000001',0,'40034','507','2026-04-10 00:53:00.000000','{"update_id": 40034, "message": {"message_id": 40034, "date": 1775782380, "from": {"id": 507, "is_bot": false, "first_name": "M\u00e1y", "last_name": "507"}, "chat": {"id": 507, "type": "private"}, "text": "xong 6 ph\u1ea7n c\u1ee7a H\u0110ND"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-10 00:53:00.000000',NULL);
INSERT INTO "inbox" VALUES(35,1,'telegram','7000000001',0,'40035','507','2026-04-10 00:54:00.000000','{"update_id": 40035, "message": {"message_id": 40035, "date": 1775782440, "from": {"id": 507, "is_bot": false, "first_name": "M\u00e1y", "last_name": "507"}, "chat": {"id": 507, "type": "private"}, "text": "gi\u1edd 7:00"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-10 00:54:00.000000',NULL);
INSERT INTO "inbox" VALUES(36,1,'telegram','7000000001',0,'40036','999','2026-04-10 00:55:00.000000','{"update_id": 40036, "message": {"message_id": 40036, "date": 1775782500, "from": {"id": 999, "is_bot": false, "first_name": "M\u00e1y", "last_name": "999"}, "chat": {"id": 999, "type": "private"}, "text": "xong 3"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-10 00:55:00.000000',NULL);
INSERT INTO "inbox" VALUES(37,1,'telegram','7000000001',0,'40037','999','2026-04-10 00:56:00.000000','{"update_id": 40037, "message": {"message_id": 40037, "date": 1775782560, "from": {"id": 999, "is_bot": false, "first_name": "M\u00e1y", "last_name": "999"}, "chat": {"id": 999, "type": "private"}, "text": "/start ABCDE-FGHJK"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-10 00:56:00.000000',NULL);
INSERT INTO "inbox" VALUES(38,1,'telegram','7000000001',0,'40038',NULL,'2026-04-10 00:56:00.000000','{"update_id": 40038, "poll": {"id": "nobody asked for this"}}','parked',1,'2026-04-10 00:56:05.000000','2026-04-10 00:56:00.000000','Unreadable: an update of no known kind: [''poll'', ''update_id'']');
INSERT INTO "inbox" VALUES(39,1,'telegram','7000000001',0,'40039','504','2026-04-13 00:31:00.000000','{"update_id": 40039, "message": {"message_id": 40039, "date": 1776040260, "from": {"id": 504, "is_bot": false, "first_name": "M\u00e1y", "last_name": "504"}, "chat": {"id": 504, "type": "private"}, "text": "giao 2 Nguy\u1ec5n Th\u1ecb Lan"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-13 00:31:00.000000',NULL);
INSERT INTO "inbox" VALUES(40,1,'telegram','7000000001',0,'40040','502','2026-04-13 00:32:00.000000','{"update_id": 40040, "message": {"message_id": 40040, "date": 1776040320, "from": {"id": 502, "is_bot": false, "first_name": "M\u00e1y", "last_name": "502"}, "chat": {"id": 502, "type": "private"}, "text": "th\u00eam vi\u1ec7c R\u00e0 so\u00e1t h\u1ed3 s\u01a1 \u0111\u1ea3ng vi\u00ean; ch\u1ee7 tr\u00ec UBND ph\u01b0\u1eddng; h\u1ea1n 30/6/2026"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-13 00:32:00.000000',NULL);
INSERT INTO "inbox" VALUES(41,1,'telegram','7000000001',0,'40041','502','2026-04-13 00:33:00.000000','{"update_id": 40041, "message": {"message_id": 40041, "date": 1776040380, "from": {"id": 502, "is_bot": false, "first_name": "M\u00e1y", "last_name": "502"}, "chat": {"id": 502, "type": "private"}, "text": "h\u1ee7y vi\u1ec7c 10 \u0111\u00e3 l\u1ed3ng gh\u00e9p v\u00e0o vi\u1ec7c kh\u00e1c"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-13 00:33:00.000000',NULL);
INSERT INTO "inbox" VALUES(42,1,'telegram','7000000001',0,'40042','502','2026-04-13 00:34:00.000000','{"update_id": 40042, "message": {"message_id": 40042, "date": 1776040440, "from": {"id": 502, "is_bot": false, "first_name": "M\u00e1y", "last_name": "502"}, "chat": {"id": 502, "type": "private"}, "text": "l\u1ecbch ngh\u1ec9 29/4/2026 k\u1ef7 ni\u1ec7m"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-13 00:34:00.000000',NULL);
INSERT INTO "inbox" VALUES(43,1,'telegram','7000000001',0,'40043','502','2026-04-13 00:35:00.000000','{"update_id": 40043, "message": {"message_id": 40043, "date": 1776040500, "from": {"id": 502, "is_bot": false, "first_name": "M\u00e1y", "last_name": "502"}, "chat": {"id": 502, "type": "private"}, "text": "c\u00e0i \u0111\u1eb7t nh\u1eafc 7 3 1 0"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-13 00:35:00.000000',NULL);
INSERT INTO "inbox" VALUES(44,1,'telegram','7000000001',0,'40044','502','2026-04-13 00:36:00.000000','{"update_id": 40044, "message": {"message_id": 40044, "date": 1776040560, "from": {"id": 502, "is_bot": false, "first_name": "M\u00e1y", "last_name": "502"}, "chat": {"id": 502, "type": "private"}, "text": "c\u00e0i \u0111\u1eb7t nh\u1eafc 5 2 0"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-13 00:36:00.000000',NULL);
INSERT INTO "inbox" VALUES(45,1,'telegram','7000000001',0,'40045','501','2026-04-13 00:37:00.000000','{"update_id": 40045, "message": {"message_id": 40045, "date": 1776040620, "from": {"id": 501, "is_bot": false, "first_name": "M\u00e1y", "last_name": "501"}, "chat": {"id": 501, "type": "private"}, "text": "l\u1ecbch t\u1ec7p"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-13 00:37:00.000000',NULL);
INSERT INTO "inbox" VALUES(46,1,'telegram','7000000001',0,'40046','502','2026-04-13 00:38:00.000000','{"update_id": 40046, "message": {"message_id": 40046, "date": 1776040680, "from": {"id": 502, "is_bot": false, "first_name": "M\u00e1y", "last_name": "502"}, "chat": {"id": 502, "type": "private"}, "text": "k\u00eanh telegram"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-13 00:38:00.000000',NULL);
INSERT INTO "inbox" VALUES(47,1,'telegram','7000000001',0,'40047','504','2026-04-13 00:39:00.000000','{"update_id": 40047, "message": {"message_id": 40047, "date": 1776040740, "from": {"id": 504, "is_bot": false, "first_name": "M\u00e1y", "last_name": "504"}, "chat": {"id": 504, "type": "private"}, "text": "ngh\u1ec9 20/4-24/4 thay Nguy\u1ec5n Th\u1ecb Lan"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-13 00:39:00.000000',NULL);
INSERT INTO "inbox" VALUES(48,1,'zalo','7000000002',0,'m:zm40048','z-604','2026-04-13 00:40:00.000000','{"event_name": "message.text.received", "message": {"from": {"id": "u-z-604", "display_name": "M\u00e1y z-604", "is_bot": false}, "chat": {"id": "z-604", "chat_type": "PRIVATE"}, "text": "ngh\u1ec9 14/4-17/4", "message_id": "zm40048", "date": 1776040800000}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-13 00:40:00.000000',NULL);
INSERT INTO "inbox" VALUES(49,1,'telegram','7000000001',0,'40049','501','2026-04-13 00:41:00.000000','{"update_id": 40049, "message": {"message_id": 40049, "date": 1776040860, "from": {"id": 501, "is_bot": false, "first_name": "M\u00e1y", "last_name": "501"}, "chat": {"id": 501, "type": "private"}, "text": "nh\u1eadn 4"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-13 00:41:00.000000',NULL);
INSERT INTO "inbox" VALUES(50,1,'telegram','7000000001',0,'40050','501','2026-04-13 00:42:00.000000','{"update_id": 40050, "message": {"message_id": 40050, "date": 1776040920, "from": {"id": 501, "is_bot": false, "first_name": "M\u00e1y", "last_name": "501"}, "chat": {"id": 501, "type": "private"}, "text": "ho\u00e0n t\u00e1c"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-13 00:42:00.000000',NULL);
INSERT INTO "inbox" VALUES(51,1,'zalo','7000000002',0,'m:zm40051','z-602','2026-04-13 00:43:00.000000','{"event_name": "message.text.received", "message": {"from": {"id": "u-z-602", "display_name": "M\u00e1y z-602", "is_bot": false}, "chat": {"id": "z-602", "chat_type": "PRIVATE"}, "text": "\u0111\u00e3 ph\u1ed1i h\u1ee3p 6", "message_id": "zm40051", "date": 1776040980000}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-13 00:43:00.000000',NULL);
INSERT INTO "inbox" VALUES(52,1,'telegram','7000000001',0,'40052','502','2026-04-13 00:44:00.000000','{"update_id": 40052, "message": {"message_id": 40052, "date": 1776041040, "from": {"id": 502, "is_bot": false, "first_name": "M\u00e1y", "last_name": "502"}, "chat": {"id": 502, "type": "private"}, "text": "m\u00e3 Mai Thanh T\u00f9ng"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-13 00:44:00.000000',NULL);
INSERT INTO "inbox" VALUES(53,1,'telegram','7000000001',0,'40053','506','2026-04-13 00:45:00.000000','{"update_id": 40053, "message": {"message_id": 40053, "date": 1776041100, "from": {"id": 506, "is_bot": false, "first_name": "M\u00e1y", "last_name": "506"}, "chat": {"id": 506, "type": "private"}, "text": "nh\u1eadt k\u00fd 3"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-13 00:45:00.000000',NULL);
INSERT INTO "inbox" VALUES(54,1,'telegram','7000000001',0,'40054','503','2026-04-13 00:46:00.000000','{"update_id": 40054, "message": {"message_id": 40054, "date": 1776041160, "from": {"id": 503, "is_bot": false, "first_name": "M\u00e1y", "last_name": "503"}, "chat": {"id": 503, "type": "private"}, "text": "t\u00ecnh h\u00ecnh"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-13 00:46:00.000000',NULL);
INSERT INTO "inbox" VALUES(55,1,'telegram','7000000001',0,'40055','503','2026-04-13 00:47:00.000000','{"update_id": 40055, "message": {"message_id": 40055, "date": 1776041220, "from": {"id": 503, "is_bot": false, "first_name": "M\u00e1y", "last_name": "503"}, "chat": {"id": 503, "type": "private"}, "text": "b\u00e1o c\u00e1o th\u00e1ng 4"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-13 00:47:00.000000',NULL);
INSERT INTO "inbox" VALUES(56,1,'zalo','7000000002',0,'m:zm40056','z-601','2026-04-13 00:48:00.000000','{"event_name": "message.text.received", "message": {"from": {"id": "u-z-601", "display_name": "M\u00e1y z-601", "is_bot": false}, "chat": {"id": "z-601", "chat_type": "PRIVATE"}, "text": "v\u1eabn tri\u1ec3n khai 1", "message_id": "zm40056", "date": 1776041280000}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-13 00:48:00.000000',NULL);
INSERT INTO "inbox" VALUES(57,1,'telegram','7000000001',0,'40057','501','2026-04-13 00:49:00.000000','{"update_id": 40057, "message": {"message_id": 40057, "date": 1776041340, "from": {"id": 501, "is_bot": false, "first_name": "M\u00e1y", "last_name": "501"}, "chat": {"id": 501, "type": "private"}, "text": "c\u00f3 k\u1ebft qu\u1ea3 1 \u0111\u00e3 h\u1ecdp r\u00e0 so\u00e1t"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-13 00:49:00.000000',NULL);
INSERT INTO "inbox" VALUES(58,1,'telegram','7000000001',0,'40058','502','2026-04-15 00:31:00.000000','{"update_id": 40058, "message": {"message_id": 40058, "date": 1776213060, "from": {"id": 502, "is_bot": false, "first_name": "M\u00e1y", "last_name": "502"}, "chat": {"id": 502, "type": "private"}, "text": "nh\u1eadp k\u1ebf ho\u1ea1ch"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-15 00:31:00.000000',NULL);
INSERT INTO "inbox" VALUES(59,1,'telegram','7000000001',0,'40059','502','2026-04-15 00:32:00.000000','{"update_id": 40059, "message": {"message_id": 40059, "date": 1776213120, "from": {"id": 502, "is_bot": false, "first_name": "M\u00e1y", "last_name": "502"}, "chat": {"id": 502, "type": "private"}, "text": "ch\u1ecdn 1"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-15 00:32:00.000000',NULL);
INSERT INTO "inbox" VALUES(60,1,'telegram','7000000001',0,'40060','502','2026-04-15 00:33:00.000000','{"update_id": 40060, "message": {"message_id": 40060, "date": 1776213180, "from": {"id": 502, "is_bot": false, "first_name": "M\u00e1y", "last_name": "502"}, "chat": {"id": 502, "type": "private"}, "text": "s\u1eeda 4 h\u1ea1n 10/7/2026"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-15 00:33:00.000000',NULL);
INSERT INTO "inbox" VALUES(61,1,'telegram','7000000001',0,'40061','501','2026-04-16 00:30:00.000000','{"update_id": 40061, "message": {"message_id": 40061, "date": 1776299400, "from": {"id": 501, "is_bot": false, "first_name": "M\u00e1y", "last_name": "501"}, "chat": {"id": 501, "type": "private"}, "text": "vi\u1ec7c 4"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-16 00:30:00.000000',NULL);
INSERT INTO "inbox" VALUES(62,1,'telegram','7000000001',0,'40062','506','2026-04-16 00:30:00.000000','{"update_id": 40062, "message": {"message_id": 40062, "date": 1776299400, "from": {"id": 506, "is_bot": false, "first_name": "M\u00e1y", "last_name": "506"}, "chat": {"id": 506, "type": "private"}, "text": "t\u00ecnh h\u00ecnh"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-16 00:30:00.000000',NULL);
INSERT INTO "inbox" VALUES(63,1,'zalo','7000000002',0,'m:zm40063','z-602','2026-04-16 00:30:00.000000','{"event_name": "message.text.received", "message": {"from": {"id": "u-z-602", "display_name": "M\u00e1y z-602", "is_bot": false}, "chat": {"id": "z-602", "chat_type": "PRIVATE"}, "text": "vi\u1ec7c", "message_id": "zm40063", "date": 1776299400000}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-16 00:30:00.000000',NULL);
INSERT INTO "inbox" VALUES(64,1,'telegram','7000000001',0,'40064','503','2026-04-16 00:30:00.000000','{"update_id": 40064, "message": {"message_id": 40064, "date": 1776299400, "from": {"id": 503, "is_bot": false, "first_name": "M\u00e1y", "last_name": "503"}, "chat": {"id": 503, "type": "private"}, "text": "ch\u1edd duy\u1ec7t"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-16 00:30:00.000000',NULL);
INSERT INTO "inbox" VALUES(65,1,'telegram','7000000001',0,'40065','504','2026-04-16 00:30:00.000000','{"update_id": 40065, "message": {"message_id": 40065, "date": 1776299400, "from": {"id": 504, "is_bot": false, "first_name": "M\u00e1y", "last_name": "504"}, "chat": {"id": 504, "type": "private"}, "text": "vi\u1ec7c"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-16 00:30:00.000000',NULL);
INSERT INTO "inbox" VALUES(66,1,'telegram','7000000001',0,'40066','505','2026-04-16 00:30:00.000000','{"update_id": 40066, "message": {"message_id": 40066, "date": 1776299400, "from": {"id": 505, "is_bot": false, "first_name": "M\u00e1y", "last_name": "505"}, "chat": {"id": 505, "type": "private"}, "text": "ng\u01b0\u1eddi"}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-16 00:30:00.000000',NULL);
INSERT INTO "inbox" VALUES(67,1,'zalo','7000000002',0,'m:zm40067','z-601','2026-04-16 00:30:00.000000','{"event_name": "message.text.received", "message": {"from": {"id": "u-z-601", "display_name": "M\u00e1y z-601", "is_bot": false}, "chat": {"id": "z-601", "chat_type": "PRIVATE"}, "text": "status", "message_id": "zm40067", "date": 1776299400000}}','handled',0,'2000-01-01 00:00:00.000000','2026-04-16 00:30:00.000000',NULL);
INSERT INTO "inbox" VALUES(68,1,'telegram','7000000001',0,'40068','501','2026-04-16 00:31:00.000000','{"update_id": 40068, "message": {"message_id": 40068, "date": 1776299460, "from": {"id": 501, "is_bot": false, "first_name": "M\u00e1y", "last_name": "501"}, "chat": {"id": 501, "type": "private"}, "text": "xong 2 \u0111\u00e3 ban h\u00e0nh Q\u0110 12-Q\u0110/\u0110U"}}','waiting',0,'2000-01-01 00:00:00.000000',NULL,NULL);
INSERT INTO "inbox" VALUES(69,1,'telegram','7000000001',0,'40069','503','2026-04-16 00:31:00.000000','{"update_id": 40069, "message": {"message_id": 40069, "date": 1776299460, "from": {"id": 503, "is_bot": false, "first_name": "M\u00e1y", "last_name": "503"}, "chat": {"id": 503, "type": "private"}, "text": "tr\u1ea3 l\u1eddi 4 c\u00f3 h\u1ecdp"}}','waiting',0,'2000-01-01 00:00:00.000000',NULL,NULL);
INSERT INTO "inbox" VALUES(70,1,'telegram','7000000001',0,'40070','503','2026-04-16 00:31:00.000000','{"update_id": 40070, "message": {"message_id": 40070, "date": 1776299460, "from": {"id": 503, "is_bot": false, "first_name": "M\u00e1y", "last_name": "503"}, "chat": {"id": 503, "type": "private"}, "text": "duy\u1ec7t 5"}}','waiting',0,'2000-01-01 00:00:00.000000',NULL,NULL);
INSERT INTO "inbox" VALUES(71,1,'telegram','7000000001',0,'40071','501','2026-04-16 00:31:00.000000','{"update_id": 40071, "callback_query": {"id": "q40071", "from": {"id": 501, "is_bot": false, "first_name": "M\u00e1y"}, "data": "ack 4", "message": {"message_id": 1004, "date": 1776299460, "from": {"id": 7000000001, "is_bot": true, "first_name": "dondoc"}, "chat": {"id": 501, "type": "private"}, "text": "\u2026"}}}','waiting',1,'2026-04-16 00:30:05.000000',NULL,'OperationalError: database is locked');
INSERT INTO "inbox" VALUES(72,1,'telegram','7000000001',0,'40072','501','2026-04-16 00:31:00.000000','{"update_id": 40072, "message": {"message_id": 40072, "date": 1776299460, "from": {"id": 501, "is_bot": false, "first_name": "M\u00e1y", "last_name": "501"}, "chat": {"id": 501, "type": "private"}, "photo": [{"file_id": "AgACAgUAAxk-other", "width": 900, "height": 900}], "caption": "xong 8"}}','waiting',0,'2000-01-01 00:00:00.000000',NULL,NULL);
INSERT INTO "inbox" VALUES(73,1,'telegram','7000000001',0,'40073','506','2026-04-16 00:31:00.000000','{"update_id": 40073, "message": {"message_id": 40073, "date": 1776299460, "from": {"id": 506, "is_bot": false, "first_name": "M\u00e1y", "last_name": "506"}, "chat": {"id": 506, "type": "private"}, "text": "vi\u1ec7c 3"}}','waiting',0,'2000-01-01 00:00:00.000000',NULL,NULL);
INSERT INTO "inbox" VALUES(74,1,'telegram','7000000001',0,'40074','505','2026-04-16 00:31:00.000000','{"update_id": 40074, "message": {"message_id": 40074, "date": 1776299460, "from": {"id": 505, "is_bot": false, "first_name": "M\u00e1y", "last_name": "505"}, "chat": {"id": 505, "type": "private"}, "document": {"file_id": "BQACAgUAAxk-plan", "file_name": "ke-hoach-47.txt", "file_size": 900, "mime_type": "text/plain"}}}','waiting',0,'2000-01-01 00:00:00.000000',NULL,NULL);
INSERT INTO "inbox" VALUES(75,1,'telegram','7000000001',0,'40075','777','2026-04-16 00:31:00.000000','{"update_id": 40075, "message": {"message_id": 40075, "date": 1776299460, "from": {"id": 777, "is_bot": false, "first_name": "M\u00e1y", "last_name": "777"}, "chat": {"id": 777, "type": "private"}, "text": "/start GBL2V-L4H6T"}}','waiting',0,'2000-01-01 00:00:00.000000',NULL,NULL);
INSERT INTO "inbox" VALUES(76,1,'telegram','7000000001',0,'40076','888','2026-04-16 00:31:00.000000','{"update_id": 40076, "message": {"message_id": 40076, "date": 1776299460, "from": {"id": 888, "is_bot": false, "first_name": "M\u00e1y", "last_name": "888"}, "chat": {"id": 888, "type": "private"}, "text": "xong 3"}}','waiting',0,'2000-01-01 00:00:00.000000',NULL,NULL);
INSERT INTO "inbox" VALUES(77,1,'zalo','7000000002',0,'m:zm40077','z-601','2026-04-16 00:31:00.000000','{"event_name": "message.text.received", "message": {"from": {"id": "u-z-601", "display_name": "M\u00e1y z-601", "is_bot": false}, "chat": {"id": "z-601", "chat_type": "PRIVATE"}, "text": "ti\u1ebfn \u0111\u1ed9 6 40 \u0111\u00e3 h\u1ecdp", "message_id": "zm40077", "date": 1776299460000}}','waiting',0,'2000-01-01 00:00:00.000000',NULL,NULL);
INSERT INTO "inbox" VALUES(78,1,'zalo','7000000002',0,'m:zm40078','z-603','2026-04-16 00:31:00.000000','{"event_name": "message.text.received", "message": {"from": {"id": "u-z-603", "display_name": "M\u00e1y z-603", "is_bot": false}, "chat": {"id": "z-603", "chat_type": "PRIVATE"}, "text": "ch\u1edd x\u00e1c nh\u1eadn", "message_id": "zm40078", "date": 1776299460000}}','waiting',0,'2000-01-01 00:00:00.000000',NULL,NULL);
INSERT INTO "inbox" VALUES(79,1,'telegram','7000000001',0,'40079','504','2026-04-16 00:31:00.000000','{"update_id": 40079, "message": {"message_id": 40079, "date": 1776299460, "from": {"id": 504, "is_bot": false, "first_name": "M\u00e1y", "last_name": "504"}, "chat": {"id": 504, "type": "private"}, "text": "ho\u00e0n t\u00e1c"}}','waiting',0,'2000-01-01 00:00:00.000000',NULL,NULL);
INSERT INTO "inbox" VALUES(80,1,'telegram','7000000001',0,'40080','507','2026-04-16 00:31:00.000000','{"update_id": 40080, "message": {"message_id": 40080, "date": 1776299460, "from": {"id": 507, "is_bot": false, "first_name": "M\u00e1y", "last_name": "507"}, "chat": {"id": 507, "type": "private"}, "text": "xogn 6"}}','waiting',0,'2000-01-01 00:00:00.000000',NULL,NULL);
INSERT INTO "inbox" VALUES(81,1,'telegram','7000000001',0,'40081','501','2026-04-16 00:31:00.000000','{"update_id": 40081, "message": {"message_id": 40081, "date": 1776299460, "from": {"id": 501, "is_bot": false, "first_name": "M\u00e1y", "last_name": "501"}, "chat": {"id": 501, "type": "private"}, "sticker": {"file_id": "CAACAgUAAxk"}}}','waiting',0,'2000-01-01 00:00:00.000000',NULL,NULL);
INSERT INTO "inbox" VALUES(82,1,'telegram','7000000001',0,'40082','507','2026-04-16 00:31:00.000000','{"update_id": 40082, "my_chat_member": {"chat": {"id": 507, "type": "private"}, "from": {"id": 507, "is_bot": false, "first_name": "M\u00e1y"}, "date": 1776299460, "new_chat_member": {"status": "kicked"}}}','waiting',0,'2000-01-01 00:00:00.000000',NULL,NULL);
CREATE TABLE invite (
	id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	code_hash VARCHAR(64) NOT NULL, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	used_at DATETIME, 
	CONSTRAINT pk_invite PRIMARY KEY (id), 
	CONSTRAINT fk_invite_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id), 
	CONSTRAINT fk_invite_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_invite_organisation_id_code_hash UNIQUE (organisation_id, code_hash)
);
INSERT INTO "invite" VALUES(1,1,3,'0b65397d2548d11fc2a38aca348d5ab7f3c72c5a01a8cdf6876de292a966dc6e','2026-04-09 08:00:00.000000','2026-04-16 08:00:00.000000','2026-04-09 08:01:00.000000');
INSERT INTO "invite" VALUES(2,1,5,'86e21aaad77faa7e7f5e32dca1e658a486acfff15b96d20a93162b28892c3206','2026-04-09 08:01:00.000000','2026-04-16 08:01:00.000000','2026-04-09 08:02:00.000000');
INSERT INTO "invite" VALUES(3,1,2,'26598aaed863ff67861c89294a0553432cc90ec925fe96cf701ac08ea0391848','2026-04-09 08:02:00.000000','2026-04-16 08:02:00.000000','2026-04-09 08:03:00.000000');
INSERT INTO "invite" VALUES(4,1,4,'cfc352d224cca11e2df8e9a522c666fd1ddfbd3a89a9b3c4b84e6a41f9834b1d','2026-04-09 08:03:00.000000','2026-04-16 08:03:00.000000','2026-04-09 08:04:00.000000');
INSERT INTO "invite" VALUES(5,1,6,'482633257397c1577a0c47b6fb3b576c49c070ff5f64bd60547391edd1fd82d6','2026-04-09 08:04:00.000000','2026-04-16 08:04:00.000000','2026-04-09 08:05:00.000000');
INSERT INTO "invite" VALUES(6,1,7,'afd71b4631b39955e9b42dc622de077ac5e0c261e0852de5f498bd61cd8d4922','2026-04-09 08:05:00.000000','2026-04-16 08:05:00.000000','2026-04-09 08:06:00.000000');
INSERT INTO "invite" VALUES(7,1,9,'fefd66a9e05e4d0671602ff5efaf239823dd892e2badcbadaaebdd001f6f6d60','2026-04-09 08:06:00.000000','2026-04-16 08:06:00.000000','2026-04-09 08:07:00.000000');
INSERT INTO "invite" VALUES(8,1,10,'3a072e00a568df7ef913c704ccb7e2aa296c0872c153ace0f910d8eb5357ff63','2026-04-09 08:07:00.000000','2026-04-16 08:07:00.000000','2026-04-09 08:08:00.000000');
INSERT INTO "invite" VALUES(9,1,11,'9e43a9b16f3b2f30f1ad546bd230808273e24de72a43c21043430729ac842fbf','2026-04-09 08:08:00.000000','2026-04-16 08:08:00.000000','2026-04-09 08:09:00.000000');
INSERT INTO "invite" VALUES(10,1,5,'6c6ce973c8fc7917f33c014a029643ab66a5f068958a057c142c093c579db85f','2026-04-09 08:09:00.000000','2026-04-16 08:09:00.000000','2026-04-09 08:10:00.000000');
INSERT INTO "invite" VALUES(11,1,14,'fd4088d50c50b9461b397764c3c1c72f50968d7251090a5a60be514a9a017e18','2026-04-09 08:10:00.000000','2026-04-16 08:10:00.000000','2026-04-09 08:11:00.000000');
INSERT INTO "invite" VALUES(12,1,8,'d3398691ae82cf4a8a64b220258ba498b51bdbed55d30d85612aeadea408c5a0','2026-04-16 00:30:00.000000','2026-04-23 00:30:00.000000',NULL);
INSERT INTO "invite" VALUES(13,1,18,'618ecd0caec9f097ba3b51ce77bf7377c54a117a4572336d5a15cb0149fab595','2026-04-16 00:30:00.000000','2026-04-23 00:30:00.000000',NULL);
CREATE TABLE membership (
	id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	role VARCHAR(20) NOT NULL, 
	CONSTRAINT pk_membership PRIMARY KEY (id), 
	CONSTRAINT fk_membership_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id), 
	CONSTRAINT fk_membership_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_membership_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_membership_person_id_unit_id_role UNIQUE (person_id, unit_id, role)
);
INSERT INTO "membership" VALUES(1,1,1,1,'officer');
INSERT INTO "membership" VALUES(2,1,2,2,'head');
INSERT INTO "membership" VALUES(3,1,2,2,'officer');
INSERT INTO "membership" VALUES(4,1,3,3,'officer');
INSERT INTO "membership" VALUES(5,1,4,3,'head');
INSERT INTO "membership" VALUES(6,1,5,4,'officer');
INSERT INTO "membership" VALUES(7,1,7,5,'officer');
INSERT INTO "membership" VALUES(8,1,8,6,'officer');
INSERT INTO "membership" VALUES(9,1,9,7,'officer');
INSERT INTO "membership" VALUES(10,1,10,8,'officer');
INSERT INTO "membership" VALUES(11,1,11,9,'officer');
INSERT INTO "membership" VALUES(12,1,12,10,'officer');
INSERT INTO "membership" VALUES(13,1,13,11,'officer');
INSERT INTO "membership" VALUES(14,1,14,12,'officer');
INSERT INTO "membership" VALUES(15,1,15,13,'officer');
INSERT INTO "membership" VALUES(16,1,16,14,'officer');
INSERT INTO "membership" VALUES(17,1,17,15,'officer');
INSERT INTO "membership" VALUES(18,1,18,16,'officer');
INSERT INTO "membership" VALUES(19,1,19,17,'officer');
INSERT INTO "membership" VALUES(20,1,20,18,'officer');
CREATE TABLE occurrence (
	id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	task_id INTEGER NOT NULL, 
	period VARCHAR(20) NOT NULL, 
	first_day DATE, 
	last_day DATE, 
	at_time TIME, 
	deadline_version INTEGER NOT NULL, 
	state VARCHAR(20) NOT NULL, 
	progress INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	acknowledged_at DATETIME, 
	reported_on DATE, 
	reported_at DATETIME, 
	reported_by INTEGER, 
	note TEXT, 
	closed_at DATETIME, obstacle TEXT, obstacle_at DATETIME, outcome VARCHAR(20), next_look_at DATETIME DEFAULT '2000-01-01 00:00:00.000000', 
	CONSTRAINT pk_occurrence PRIMARY KEY (id), 
	CONSTRAINT fk_occurrence_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id), 
	CONSTRAINT fk_occurrence_reported_by FOREIGN KEY(reported_by) REFERENCES person (id), 
	CONSTRAINT fk_occurrence_task_id FOREIGN KEY(task_id) REFERENCES task (id), 
	CONSTRAINT uq_occurrence_task_id_period UNIQUE (task_id, period)
);
INSERT INTO "occurrence" VALUES(1,1,1,'2026-04','2026-04-01','2026-04-30',NULL,1,'done',100,2,'2026-04-13 00:49:00.000000','2026-04-13','2026-04-13 00:49:00.000000',3,'đã họp rà soát','2026-04-13 00:49:00.000000',NULL,NULL,'result','2026-04-30 17:00:00.000000');
INSERT INTO "occurrence" VALUES(2,1,2,'',NULL,'2026-05-14',NULL,1,'open',0,2,'2026-04-10 00:31:00.000000',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2026-04-20 00:00:00.000000');
INSERT INTO "occurrence" VALUES(3,1,3,'',NULL,'2026-04-14',NULL,1,'done',100,5,'2026-04-10 00:31:00.000000','2026-04-10','2026-04-10 00:33:00.000000',3,'đã có báo cáo số 12-BC/BXDĐ','2026-04-10 00:34:00.000000',NULL,NULL,NULL,NULL);
INSERT INTO "occurrence" VALUES(4,1,4,'','2026-06-01','2026-06-30',NULL,1,'open',0,3,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2026-04-20 00:00:00.000000');
INSERT INTO "occurrence" VALUES(5,1,5,'','2026-04-01','2026-04-30',NULL,1,'open',0,2,'2026-04-10 00:31:00.000000',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2026-04-20 00:00:00.000000');
INSERT INTO "occurrence" VALUES(6,1,6,'','2026-04-01','2026-04-30',NULL,1,'open',0,3,'2026-04-10 00:43:00.000000',NULL,NULL,NULL,NULL,NULL,'chưa có hướng dẫn','2026-04-10 00:43:00.000000',NULL,'2026-04-20 00:00:00.000000');
INSERT INTO "occurrence" VALUES(7,1,7,'','2026-04-01','2026-05-15',NULL,2,'open',0,2,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2026-04-20 00:00:00.000000');
INSERT INTO "occurrence" VALUES(8,1,8,'',NULL,'2026-05-14',NULL,1,'open',0,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2026-04-20 00:00:00.000000');
INSERT INTO "occurrence" VALUES(9,1,9,'','2026-04-01','2026-06-30',NULL,1,'open',0,3,'2026-04-10 00:41:00.000000',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2026-04-20 00:00:00.000000');
INSERT INTO "occurrence" VALUES(10,1,10,'','2026-04-01','2026-06-30',NULL,1,'cancelled',0,2,NULL,NULL,NULL,NULL,NULL,'2026-04-13 00:33:00.000000',NULL,NULL,NULL,NULL);
INSERT INTO "occurrence" VALUES(11,1,11,'','2026-06-01','2026-06-30',NULL,1,'open',0,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2026-04-20 00:00:00.000000');
INSERT INTO "occurrence" VALUES(12,1,12,'2026-04','2026-04-01','2026-04-30',NULL,1,'open',0,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2026-04-20 00:00:00.000000');
INSERT INTO "occurrence" VALUES(13,1,13,'','2026-07-01','2026-07-31',NULL,1,'open',0,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2026-04-20 00:00:00.000000');
INSERT INTO "occurrence" VALUES(14,1,14,'2026-04','2026-04-01','2026-04-30',NULL,1,'open',0,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2026-04-20 00:00:00.000000');
INSERT INTO "occurrence" VALUES(15,1,15,'2026-04','2026-04-01','2026-04-30',NULL,1,'open',0,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2026-04-20 00:00:00.000000');
INSERT INTO "occurrence" VALUES(16,1,16,'',NULL,'2026-04-09',NULL,1,'open',0,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2026-04-20 00:00:00.000000');
INSERT INTO "occurrence" VALUES(17,1,17,'',NULL,'2026-04-09',NULL,1,'open',0,3,'2026-04-10 00:35:00.000000',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2026-04-17 00:00:00.000000');
INSERT INTO "occurrence" VALUES(18,1,18,'',NULL,'2026-07-09',NULL,1,'open',0,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2026-04-20 00:00:00.000000');
INSERT INTO "occurrence" VALUES(19,1,19,'',NULL,'2026-06-30',NULL,1,'open',0,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2026-04-20 00:00:00.000000');
CREATE TABLE office_role (
	id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	role VARCHAR(20) NOT NULL, 
	CONSTRAINT pk_office_role PRIMARY KEY (id), 
	CONSTRAINT fk_office_role_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id), 
	CONSTRAINT fk_office_role_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_office_role_person_id_role UNIQUE (person_id, role)
);
INSERT INTO "office_role" VALUES(1,1,2,'leader');
INSERT INTO "office_role" VALUES(2,1,5,'coordinator');
INSERT INTO "office_role" VALUES(3,1,6,'administrator');
INSERT INTO "office_role" VALUES(4,1,7,'inspector');
CREATE TABLE organisation (
	id INTEGER NOT NULL, 
	name VARCHAR(300) NOT NULL, 
	timezone VARCHAR(60) NOT NULL, 
	needs_confirmation BOOLEAN NOT NULL, 
	policy JSON NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_organisation PRIMARY KEY (id)
);
INSERT INTO "organisation" VALUES(1,'Đảng ủy phường Thủy Nguyên','Asia/Ho_Chi_Minh',1,'{"before_lead":[5,2,0]}','2026-04-09 08:00:00.000000');
CREATE TABLE outbox (
	id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	"key" VARCHAR(120) NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	priority INTEGER NOT NULL, 
	person_id INTEGER, 
	channel VARCHAR(20), 
	chat_id VARCHAR(80), 
	edit_message_id VARCHAR(80), 
	sayings JSON NOT NULL, 
	created_at DATETIME NOT NULL, 
	not_before DATETIME NOT NULL, 
	state VARCHAR(20) NOT NULL, 
	lease_owner VARCHAR(60), 
	leased_until DATETIME, 
	attempts INTEGER NOT NULL, 
	unknowns INTEGER NOT NULL, 
	error VARCHAR(500), 
	CONSTRAINT pk_outbox PRIMARY KEY (id), 
	CONSTRAINT fk_outbox_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id), 
	CONSTRAINT fk_outbox_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_outbox_organisation_id_key UNIQUE (organisation_id, "key")
);
INSERT INTO "outbox" VALUES(1,1,'answer:1','answer',0,NULL,'telegram','501',NULL,'[{"kind":"Welcome","version":1,"facts":{"name":"Nguyễn Thị Lan","unit_names":["Ban Xây dựng Đảng"],"roles":["officer"],"is_new":true,"open_count":14}}]','2026-04-09 08:01:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-09 08:06:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(2,1,'answer:2','answer',0,NULL,'telegram','502',NULL,'[{"kind":"Welcome","version":1,"facts":{"name":"Trần Thu Hà","unit_names":["Văn phòng Đảng ủy"],"roles":["coordinator","officer"],"is_new":true,"open_count":18}}]','2026-04-09 08:02:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-09 08:07:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(3,1,'answer:3','answer',0,NULL,'telegram','503',NULL,'[{"kind":"Welcome","version":1,"facts":{"name":"Phạm Quốc Hùng","unit_names":["Thường trực Đảng ủy phường"],"roles":["head","leader","officer"],"is_new":true,"open_count":18}}]','2026-04-09 08:03:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-09 08:08:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(4,1,'answer:4','answer',0,NULL,'telegram','504',NULL,'[{"kind":"Welcome","version":1,"facts":{"name":"Vũ Đức Thành","unit_names":["Ban Xây dựng Đảng"],"roles":["head"],"is_new":true,"open_count":14}}]','2026-04-09 08:04:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-09 08:09:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(5,1,'answer:5','answer',0,NULL,'telegram','505',NULL,'[{"kind":"Welcome","version":1,"facts":{"name":"Đặng Hữu Phước","unit_names":[],"roles":["administrator"],"is_new":true,"open_count":18}}]','2026-04-09 08:05:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-09 08:10:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(6,1,'answer:6','answer',0,NULL,'telegram','506',NULL,'[{"kind":"Welcome","version":1,"facts":{"name":"Hoàng Văn Bình","unit_names":["Ủy ban Kiểm tra Đảng ủy"],"roles":["inspector","officer"],"is_new":true,"open_count":18}}]','2026-04-09 08:06:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-09 08:11:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(7,1,'answer:7','answer',0,NULL,'telegram','507',NULL,'[{"kind":"Welcome","version":1,"facts":{"name":"Ngô Thị Hồng Nhung","unit_names":["Thường trực HĐND phường"],"roles":["officer"],"is_new":true,"open_count":1}}]','2026-04-09 08:07:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-09 08:12:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(8,1,'answer:8','answer',0,NULL,'zalo','z-601',NULL,'[{"kind":"Welcome","version":1,"facts":{"name":"Lê Văn Minh","unit_names":["UBND phường"],"roles":["officer"],"is_new":true,"open_count":5}}]','2026-04-09 08:08:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-09 08:13:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(9,1,'answer:9','answer',0,NULL,'zalo','z-602',NULL,'[{"kind":"Welcome","version":1,"facts":{"name":"Đỗ Thị Mai","unit_names":["Phòng Văn hóa - Xã hội"],"roles":["officer"],"is_new":true,"open_count":10}}]','2026-04-09 08:09:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-09 08:14:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(10,1,'answer:10','answer',0,NULL,'zalo','z-603',NULL,'[{"kind":"Welcome","version":1,"facts":{"name":"Trần Thu Hà","unit_names":["Văn phòng Đảng ủy"],"roles":["coordinator","officer"],"is_new":true,"open_count":18}}]','2026-04-09 08:10:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-09 08:15:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(11,1,'answer:11','answer',0,NULL,'zalo','z-604',NULL,'[{"kind":"Welcome","version":1,"facts":{"name":"Phan Thị Thu Trang","unit_names":["Ủy ban MTTQ Việt Nam phường"],"roles":["officer"],"is_new":true,"open_count":10}}]','2026-04-09 08:11:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-09 08:16:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(12,1,'digest:3:2026-04-10','digest',2,3,'telegram','501',NULL,'[{"kind":"MorningDigest","version":1,"facts":{"day":"2026-04-10","name":"Nguyễn Thị Lan","items":[{"line":{"number":17,"title":"Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ cán bộ và công tác cán bộ thuộc phường, báo cáo Ban Tổ chức Thành uỷ","wording":"hoàn thành trước ngày 10/4/2026","last_day":"2026-04-09","at_time":null,"days_left":-1,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},"reason":"overdue:1","audience":"lead"},{"line":{"number":3,"title":"Rà soát, đánh giá tổng thể về số lượng, chất lượng đội ngũ cán bộ thuộc phường","wording":"Hoàn thành trước ngày 15/4/2026","last_day":"2026-04-14","at_time":null,"days_left":4,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},"reason":"before:3","audience":"lead"}],"also_overdue":[],"waiting":[],"unreachable":[],"report":null,"requests":[],"standing_in_for":[]}}]','2026-04-10 00:30:00.000000','2026-04-10 00:30:00.000000','sent',NULL,'2026-04-10 00:35:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(13,1,'digest:4:2026-04-10','digest',2,4,'telegram','504',NULL,'[{"kind":"MorningDigest","version":1,"facts":{"day":"2026-04-10","name":"Vũ Đức Thành","items":[{"line":{"number":17,"title":"Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ cán bộ và công tác cán bộ thuộc phường, báo cáo Ban Tổ chức Thành uỷ","wording":"hoàn thành trước ngày 10/4/2026","last_day":"2026-04-09","at_time":null,"days_left":-1,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},"reason":"overdue:1","audience":"head"}],"also_overdue":[],"waiting":[],"unreachable":[],"report":null,"requests":[],"standing_in_for":[]}}]','2026-04-10 00:30:00.000000','2026-04-10 00:30:00.000000','sent',NULL,'2026-04-10 00:35:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(14,1,'digest:5:2026-04-10','digest',2,5,'telegram','502',NULL,'[{"kind":"MorningDigest","version":1,"facts":{"day":"2026-04-10","name":"Trần Thu Hà","items":[{"line":{"number":16,"title":"Báo cáo Ban Thường vụ Đảng ủy phường về tình hình đội ngũ cán bộ, công chức của các cơ quan chuyên môn thuộc Ủy ban nhân dân phường","wording":"trước ngày 10/4/2026 (qua Ban Xây dựng Đảng)","last_day":"2026-04-09","at_time":null,"days_left":-1,"state":"open","progress":0,"period":"","lead_names":["UBND phường"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},"reason":"overdue:1","audience":"coordinator"},{"line":{"number":17,"title":"Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ cán bộ và công tác cán bộ thuộc phường, báo cáo Ban Tổ chức Thành uỷ","wording":"hoàn thành trước ngày 10/4/2026","last_day":"2026-04-09","at_time":null,"days_left":-1,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},"reason":"overdue:1","audience":"coordinator"},{"line":{"number":3,"title":"Rà soát, đánh giá tổng thể về số lượng, chất lượng đội ngũ cán bộ thuộc phường","wording":"Hoàn thành trước ngày 15/4/2026","last_day":"2026-04-14","at_time":null,"days_left":4,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},"reason":"before:3","audience":"coordinating"}],"also_overdue":[],"waiting":[],"unreachable":[],"report":null,"requests":[],"standing_in_for":[]}}]','2026-04-10 00:30:00.000000','2026-04-10 00:30:00.000000','sent',NULL,'2026-04-10 00:35:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(15,1,'digest:7:2026-04-10','digest',2,7,'telegram','506',NULL,'[{"kind":"MorningDigest","version":1,"facts":{"day":"2026-04-10","name":"Hoàng Văn Bình","items":[{"line":{"number":3,"title":"Rà soát, đánh giá tổng thể về số lượng, chất lượng đội ngũ cán bộ thuộc phường","wording":"Hoàn thành trước ngày 15/4/2026","last_day":"2026-04-14","at_time":null,"days_left":4,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},"reason":"before:3","audience":"coordinating"}],"also_overdue":[],"waiting":[],"unreachable":[],"report":null,"requests":[],"standing_in_for":[]}}]','2026-04-10 00:30:00.000000','2026-04-10 00:30:00.000000','sent',NULL,'2026-04-10 00:35:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(16,1,'digest:10:2026-04-10','digest',2,10,'zalo','z-601',NULL,'[{"kind":"MorningDigest","version":1,"facts":{"day":"2026-04-10","name":"Lê Văn Minh","items":[{"line":{"number":16,"title":"Báo cáo Ban Thường vụ Đảng ủy phường về tình hình đội ngũ cán bộ, công chức của các cơ quan chuyên môn thuộc Ủy ban nhân dân phường","wording":"trước ngày 10/4/2026 (qua Ban Xây dựng Đảng)","last_day":"2026-04-09","at_time":null,"days_left":-1,"state":"open","progress":0,"period":"","lead_names":["UBND phường"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},"reason":"overdue:1","audience":"lead"}],"also_overdue":[],"waiting":[],"unreachable":[],"report":null,"requests":[],"standing_in_for":[]}}]','2026-04-10 00:30:00.000000','2026-04-10 00:30:00.000000','sent',NULL,'2026-04-10 00:35:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(17,1,'digest:11:2026-04-10','digest',2,11,'zalo','z-602',NULL,'[{"kind":"MorningDigest","version":1,"facts":{"day":"2026-04-10","name":"Đỗ Thị Mai","items":[{"line":{"number":3,"title":"Rà soát, đánh giá tổng thể về số lượng, chất lượng đội ngũ cán bộ thuộc phường","wording":"Hoàn thành trước ngày 15/4/2026","last_day":"2026-04-14","at_time":null,"days_left":4,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},"reason":"before:3","audience":"coordinating"}],"also_overdue":[],"waiting":[],"unreachable":[],"report":null,"requests":[],"standing_in_for":[]}}]','2026-04-10 00:30:00.000000','2026-04-10 00:30:00.000000','sent',NULL,'2026-04-10 00:35:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(18,1,'digest:14:2026-04-10','digest',2,14,'zalo','z-604',NULL,'[{"kind":"MorningDigest","version":1,"facts":{"day":"2026-04-10","name":"Phan Thị Thu Trang","items":[{"line":{"number":3,"title":"Rà soát, đánh giá tổng thể về số lượng, chất lượng đội ngũ cán bộ thuộc phường","wording":"Hoàn thành trước ngày 15/4/2026","last_day":"2026-04-14","at_time":null,"days_left":4,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},"reason":"before:3","audience":"coordinating"}],"also_overdue":[],"waiting":[],"unreachable":[],"report":null,"requests":[],"standing_in_for":[]}}]','2026-04-10 00:30:00.000000','2026-04-10 00:30:00.000000','sent',NULL,'2026-04-10 00:35:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(19,1,'answer:12','answer',0,3,'telegram','501',NULL,'[{"kind":"TaskAcknowledged","version":1,"facts":{"line":{"number":3,"title":"Rà soát, đánh giá tổng thể về số lượng, chất lượng đội ngũ cán bộ thuộc phường","wording":"Hoàn thành trước ngày 15/4/2026","last_day":"2026-04-14","at_time":null,"days_left":4,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false}}},{"kind":"TaskAcknowledged","version":1,"facts":{"line":{"number":2,"title":"Nghiên cứu, sửa đổi, bổ sung và ban hành bộ tiêu chí đánh giá cán bộ (theo quý và cả năm)","wording":"Hoàn thành trước 15/5/2026","last_day":"2026-05-14","at_time":null,"days_left":34,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false}}},{"kind":"TaskAcknowledged","version":1,"facts":{"line":{"number":5,"title":"Ban hành khung năng lực theo vị trí việc làm khối đảng, cơ quan Ủy ban Mặt trận Tổ quốc Việt Nam phường","wording":"Hoàn thành trong tháng 4/2026","last_day":"2026-04-30","at_time":null,"days_left":20,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false}}}]','2026-04-10 00:31:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-10 00:36:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(20,1,'answer:13','answer',0,3,'telegram','501',NULL,'[{"kind":"ProgressSet","version":1,"facts":{"line":{"number":3,"title":"Rà soát, đánh giá tổng thể về số lượng, chất lượng đội ngũ cán bộ thuộc phường","wording":"Hoàn thành trước ngày 15/4/2026","last_day":"2026-04-14","at_time":null,"days_left":4,"state":"open","progress":60,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false},"note":"còn chờ số liệu"}}]','2026-04-10 00:32:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-10 00:37:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(21,1,'answer:14','answer',0,3,'telegram','501',NULL,'[{"kind":"TaskReported","version":1,"facts":{"line":{"number":3,"title":"Rà soát, đánh giá tổng thể về số lượng, chất lượng đội ngũ cán bộ thuộc phường","wording":"Hoàn thành trước ngày 15/4/2026","last_day":"2026-04-14","at_time":null,"days_left":4,"state":"reported","progress":100,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false},"is_on_time":true,"needs_confirmation":true,"note":"đã có báo cáo số 12-BC/BXDĐ"}}]','2026-04-10 00:33:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-10 00:38:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(22,1,'decided:3:5:3','decision',0,3,'telegram','501',NULL,'[{"kind":"ReportConfirmed","version":1,"facts":{"line":{"number":3,"title":"Rà soát, đánh giá tổng thể về số lượng, chất lượng đội ngũ cán bộ thuộc phường","wording":"Hoàn thành trước ngày 15/4/2026","last_day":"2026-04-14","at_time":null,"days_left":4,"state":"done","progress":100,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false},"is_on_time":true,"by":"Trần Thu Hà"}}]','2026-04-10 00:34:00.000000','2026-04-10 00:34:00.000000','sent',NULL,'2026-04-10 00:39:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(23,1,'answer:15','answer',0,5,'telegram','502',NULL,'[{"kind":"TaskConfirmed","version":1,"facts":{"line":{"number":3,"title":"Rà soát, đánh giá tổng thể về số lượng, chất lượng đội ngũ cán bộ thuộc phường","wording":"Hoàn thành trước ngày 15/4/2026","last_day":"2026-04-14","at_time":null,"days_left":4,"state":"done","progress":100,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false},"is_on_time":true,"reported_by":"Nguyễn Thị Lan"}}]','2026-04-10 00:34:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-10 00:39:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(24,1,'answer:16','answer',0,3,'telegram','501',NULL,'[{"kind":"TaskReported","version":1,"facts":{"line":{"number":17,"title":"Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ cán bộ và công tác cán bộ thuộc phường, báo cáo Ban Tổ chức Thành uỷ","wording":"hoàn thành trước ngày 10/4/2026","last_day":"2026-04-09","at_time":null,"days_left":-1,"state":"reported","progress":100,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false},"is_on_time":false,"needs_confirmation":true,"note":"đã gửi"}}]','2026-04-10 00:35:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-10 00:40:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(25,1,'decided:17:3:3','decision',0,3,'telegram','501',NULL,'[{"kind":"ReportReturned","version":1,"facts":{"line":{"number":17,"title":"Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ cán bộ và công tác cán bộ thuộc phường, báo cáo Ban Tổ chức Thành uỷ","wording":"hoàn thành trước ngày 10/4/2026","last_day":"2026-04-09","at_time":null,"days_left":-1,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false},"reason":"thiếu phụ lục","by":"Trần Thu Hà"}}]','2026-04-10 00:36:00.000000','2026-04-10 00:36:00.000000','sent',NULL,'2026-04-10 00:41:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(26,1,'answer:17','answer',0,5,'telegram','502',NULL,'[{"kind":"TaskReturned","version":1,"facts":{"line":{"number":17,"title":"Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ cán bộ và công tác cán bộ thuộc phường, báo cáo Ban Tổ chức Thành uỷ","wording":"hoàn thành trước ngày 10/4/2026","last_day":"2026-04-09","at_time":null,"days_left":-1,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false},"reason":"thiếu phụ lục","reported_by":"Nguyễn Thị Lan"}}]','2026-04-10 00:36:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-10 00:41:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(27,1,'request:1:5','news',1,5,'telegram','502',NULL,'[{"kind":"RequestNews","version":1,"facts":{"what":"brought","line":{"number":7,"title":"Ban hành tiêu chuẩn chức danh đối với cán bộ lãnh đạo, quản lý thuộc phường","wording":"Hoàn thành trong tháng 4/2026","last_day":"2026-04-30","at_time":null,"days_left":20,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},"request":{"kind":"extension","state":"open","asked_by":"Nguyễn Thị Lan","asked_at":"2026-04-10T00:37:00Z","text":"chờ số liệu của các chi bộ","wanted_day":"2026-05-20","wanted_time":null,"old_day":"2026-04-30","extension":1,"recommended_by":"","is_recommended":null,"recommendation":"","decided_by":"","decided_at":null,"granted_day":null,"answer":"","awaits":"recommend"}}}]','2026-04-10 00:37:00.000000','2026-04-10 00:37:00.000000','sent',NULL,'2026-04-10 00:42:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(28,1,'answer:18','answer',0,3,'telegram','501',NULL,'[{"kind":"RequestNews","version":1,"facts":{"what":"asked","line":{"number":7,"title":"Ban hành tiêu chuẩn chức danh đối với cán bộ lãnh đạo, quản lý thuộc phường","wording":"Hoàn thành trong tháng 4/2026","last_day":"2026-04-30","at_time":null,"days_left":20,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},"request":{"kind":"extension","state":"open","asked_by":"Nguyễn Thị Lan","asked_at":"2026-04-10T00:37:00Z","text":"chờ số liệu của các chi bộ","wanted_day":"2026-05-20","wanted_time":null,"old_day":"2026-04-30","extension":1,"recommended_by":"","is_recommended":null,"recommendation":"","decided_by":"","decided_at":null,"granted_day":null,"answer":"","awaits":""}}}]','2026-04-10 00:37:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-10 00:42:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(29,1,'request:1:up:2:2','news',1,2,'telegram','503',NULL,'[{"kind":"RequestNews","version":1,"facts":{"what":"brought","line":{"number":7,"title":"Ban hành tiêu chuẩn chức danh đối với cán bộ lãnh đạo, quản lý thuộc phường","wording":"Hoàn thành trong tháng 4/2026","last_day":"2026-04-30","at_time":null,"days_left":20,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},"request":{"kind":"extension","state":"open","asked_by":"Nguyễn Thị Lan","asked_at":"2026-04-10T00:37:00Z","text":"chờ số liệu của các chi bộ","wanted_day":"2026-05-20","wanted_time":null,"old_day":"2026-04-30","extension":1,"recommended_by":"Trần Thu Hà","is_recommended":true,"recommendation":"","decided_by":"","decided_at":null,"granted_day":null,"answer":"","awaits":"decide"}}}]','2026-04-10 00:38:00.000000','2026-04-10 00:38:00.000000','sent',NULL,'2026-04-10 00:43:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(30,1,'answer:19','answer',0,5,'telegram','502',NULL,'[{"kind":"RequestNews","version":1,"facts":{"what":"recommended","line":{"number":7,"title":"Ban hành tiêu chuẩn chức danh đối với cán bộ lãnh đạo, quản lý thuộc phường","wording":"Hoàn thành trong tháng 4/2026","last_day":"2026-04-30","at_time":null,"days_left":20,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},"request":{"kind":"extension","state":"open","asked_by":"Nguyễn Thị Lan","asked_at":"2026-04-10T00:37:00Z","text":"chờ số liệu của các chi bộ","wanted_day":"2026-05-20","wanted_time":null,"old_day":"2026-04-30","extension":1,"recommended_by":"Trần Thu Hà","is_recommended":true,"recommendation":"","decided_by":"","decided_at":null,"granted_day":null,"answer":"","awaits":""}}}]','2026-04-10 00:38:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-10 00:43:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(31,1,'decided:1:3','news',1,3,'telegram','501',NULL,'[{"kind":"RequestNews","version":1,"facts":{"what":"decided","line":{"number":7,"title":"Ban hành tiêu chuẩn chức danh đối với cán bộ lãnh đạo, quản lý thuộc phường","wording":"Hoàn thành trong tháng 4/2026","last_day":"2026-05-15","at_time":null,"days_left":35,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":true,"has_obstacle":false},"request":{"kind":"extension","state":"granted","asked_by":"Nguyễn Thị Lan","asked_at":"2026-04-10T00:37:00Z","text":"chờ số liệu của các chi bộ","wanted_day":"2026-05-20","wanted_time":null,"old_day":"2026-04-30","extension":1,"recommended_by":"Trần Thu Hà","is_recommended":true,"recommendation":"","decided_by":"Phạm Quốc Hùng","decided_at":"2026-04-10T00:39:00Z","granted_day":"2026-05-15","answer":"","awaits":""}}}]','2026-04-10 00:39:00.000000','2026-04-10 00:39:00.000000','sent',NULL,'2026-04-10 00:44:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(32,1,'decided:1:4','news',1,4,'telegram','504',NULL,'[{"kind":"RequestNews","version":1,"facts":{"what":"decided","line":{"number":7,"title":"Ban hành tiêu chuẩn chức danh đối với cán bộ lãnh đạo, quản lý thuộc phường","wording":"Hoàn thành trong tháng 4/2026","last_day":"2026-05-15","at_time":null,"days_left":35,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":true,"has_obstacle":false},"request":{"kind":"extension","state":"granted","asked_by":"Nguyễn Thị Lan","asked_at":"2026-04-10T00:37:00Z","text":"chờ số liệu của các chi bộ","wanted_day":"2026-05-20","wanted_time":null,"old_day":"2026-04-30","extension":1,"recommended_by":"Trần Thu Hà","is_recommended":true,"recommendation":"","decided_by":"Phạm Quốc Hùng","decided_at":"2026-04-10T00:39:00Z","granted_day":"2026-05-15","answer":"","awaits":""}}}]','2026-04-10 00:39:00.000000','2026-04-10 00:39:00.000000','sent',NULL,'2026-04-10 00:44:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(33,1,'decided:1:5','news',1,5,'telegram','502',NULL,'[{"kind":"RequestNews","version":1,"facts":{"what":"decided","line":{"number":7,"title":"Ban hành tiêu chuẩn chức danh đối với cán bộ lãnh đạo, quản lý thuộc phường","wording":"Hoàn thành trong tháng 4/2026","last_day":"2026-05-15","at_time":null,"days_left":35,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":true,"has_obstacle":false},"request":{"kind":"extension","state":"granted","asked_by":"Nguyễn Thị Lan","asked_at":"2026-04-10T00:37:00Z","text":"chờ số liệu của các chi bộ","wanted_day":"2026-05-20","wanted_time":null,"old_day":"2026-04-30","extension":1,"recommended_by":"Trần Thu Hà","is_recommended":true,"recommendation":"","decided_by":"Phạm Quốc Hùng","decided_at":"2026-04-10T00:39:00Z","granted_day":"2026-05-15","answer":"","awaits":""}}}]','2026-04-10 00:39:00.000000','2026-04-10 00:39:00.000000','sent',NULL,'2026-04-10 00:44:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(34,1,'decided:1:7','news',1,7,'telegram','506',NULL,'[{"kind":"RequestNews","version":1,"facts":{"what":"decided","line":{"number":7,"title":"Ban hành tiêu chuẩn chức danh đối với cán bộ lãnh đạo, quản lý thuộc phường","wording":"Hoàn thành trong tháng 4/2026","last_day":"2026-05-15","at_time":null,"days_left":35,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":true,"has_obstacle":false},"request":{"kind":"extension","state":"granted","asked_by":"Nguyễn Thị Lan","asked_at":"2026-04-10T00:37:00Z","text":"chờ số liệu của các chi bộ","wanted_day":"2026-05-20","wanted_time":null,"old_day":"2026-04-30","extension":1,"recommended_by":"Trần Thu Hà","is_recommended":true,"recommendation":"","decided_by":"Phạm Quốc Hùng","decided_at":"2026-04-10T00:39:00Z","granted_day":"2026-05-15","answer":"","awaits":""}}}]','2026-04-10 00:39:00.000000','2026-04-10 00:39:00.000000','sent',NULL,'2026-04-10 00:44:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(35,1,'decided:1:11','news',1,11,'zalo','z-602',NULL,'[{"kind":"RequestNews","version":1,"facts":{"what":"decided","line":{"number":7,"title":"Ban hành tiêu chuẩn chức danh đối với cán bộ lãnh đạo, quản lý thuộc phường","wording":"Hoàn thành trong tháng 4/2026","last_day":"2026-05-15","at_time":null,"days_left":35,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":true,"has_obstacle":false},"request":{"kind":"extension","state":"granted","asked_by":"Nguyễn Thị Lan","asked_at":"2026-04-10T00:37:00Z","text":"chờ số liệu của các chi bộ","wanted_day":"2026-05-20","wanted_time":null,"old_day":"2026-04-30","extension":1,"recommended_by":"Trần Thu Hà","is_recommended":true,"recommendation":"","decided_by":"Phạm Quốc Hùng","decided_at":"2026-04-10T00:39:00Z","granted_day":"2026-05-15","answer":"","awaits":""}}}]','2026-04-10 00:39:00.000000','2026-04-10 00:39:00.000000','sent',NULL,'2026-04-10 00:44:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(36,1,'decided:1:14','news',1,14,'zalo','z-604',NULL,'[{"kind":"RequestNews","version":1,"facts":{"what":"decided","line":{"number":7,"title":"Ban hành tiêu chuẩn chức danh đối với cán bộ lãnh đạo, quản lý thuộc phường","wording":"Hoàn thành trong tháng 4/2026","last_day":"2026-05-15","at_time":null,"days_left":35,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":true,"has_obstacle":false},"request":{"kind":"extension","state":"granted","asked_by":"Nguyễn Thị Lan","asked_at":"2026-04-10T00:37:00Z","text":"chờ số liệu của các chi bộ","wanted_day":"2026-05-20","wanted_time":null,"old_day":"2026-04-30","extension":1,"recommended_by":"Trần Thu Hà","is_recommended":true,"recommendation":"","decided_by":"Phạm Quốc Hùng","decided_at":"2026-04-10T00:39:00Z","granted_day":"2026-05-15","answer":"","awaits":""}}}]','2026-04-10 00:39:00.000000','2026-04-10 00:39:00.000000','sent',NULL,'2026-04-10 00:44:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(37,1,'answer:20','answer',0,2,'telegram','503',NULL,'[{"kind":"RequestNews","version":1,"facts":{"what":"decided","line":{"number":7,"title":"Ban hành tiêu chuẩn chức danh đối với cán bộ lãnh đạo, quản lý thuộc phường","wording":"Hoàn thành trong tháng 4/2026","last_day":"2026-05-15","at_time":null,"days_left":35,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":true,"has_obstacle":false},"request":{"kind":"extension","state":"granted","asked_by":"Nguyễn Thị Lan","asked_at":"2026-04-10T00:37:00Z","text":"chờ số liệu của các chi bộ","wanted_day":"2026-05-20","wanted_time":null,"old_day":"2026-04-30","extension":1,"recommended_by":"Trần Thu Hà","is_recommended":true,"recommendation":"","decided_by":"Phạm Quốc Hùng","decided_at":"2026-04-10T00:39:00Z","granted_day":"2026-05-15","answer":"","awaits":""}}}]','2026-04-10 00:39:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-10 00:44:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(38,1,'request:2:5','news',1,5,'telegram','502',NULL,'[{"kind":"RequestNews","version":1,"facts":{"what":"brought","line":{"number":5,"title":"Ban hành khung năng lực theo vị trí việc làm khối đảng, cơ quan Ủy ban Mặt trận Tổ quốc Việt Nam phường","wording":"Hoàn thành trong tháng 4/2026","last_day":"2026-04-30","at_time":null,"days_left":20,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false},"request":{"kind":"extension","state":"open","asked_by":"Nguyễn Thị Lan","asked_at":"2026-04-10T00:40:00Z","text":"chờ ý kiến cấp trên","wanted_day":"2026-05-25","wanted_time":null,"old_day":"2026-04-30","extension":1,"recommended_by":"","is_recommended":null,"recommendation":"","decided_by":"","decided_at":null,"granted_day":null,"answer":"","awaits":"recommend"}}}]','2026-04-10 00:40:00.000000','2026-04-10 00:40:00.000000','sent',NULL,'2026-04-10 00:45:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(39,1,'answer:21','answer',0,3,'telegram','501',NULL,'[{"kind":"RequestNews","version":1,"facts":{"what":"asked","line":{"number":5,"title":"Ban hành khung năng lực theo vị trí việc làm khối đảng, cơ quan Ủy ban Mặt trận Tổ quốc Việt Nam phường","wording":"Hoàn thành trong tháng 4/2026","last_day":"2026-04-30","at_time":null,"days_left":20,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false},"request":{"kind":"extension","state":"open","asked_by":"Nguyễn Thị Lan","asked_at":"2026-04-10T00:40:00Z","text":"chờ ý kiến cấp trên","wanted_day":"2026-05-25","wanted_time":null,"old_day":"2026-04-30","extension":1,"recommended_by":"","is_recommended":null,"recommendation":"","decided_by":"","decided_at":null,"granted_day":null,"answer":"","awaits":""}}}]','2026-04-10 00:40:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-10 00:45:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(40,1,'obstacle:9:2:5','news',1,5,'telegram','502',NULL,'[{"kind":"ObstacleNews","version":1,"facts":{"line":{"number":9,"title":"Xây dựng kế hoạch cử cán bộ khối chính quyền tham gia đào tạo, bồi dưỡng theo kế hoạch của thành phố.","wording":"Hoàn thành trong quý II/2026","last_day":"2026-06-30","at_time":null,"days_left":81,"state":"open","progress":0,"period":"","lead_names":["UBND phường"],"is_acknowledged":true,"is_extended":false,"has_obstacle":true},"text":"chưa có kinh phí","by":"Lê Văn Minh","is_cleared":false,"is_mine":false}}]','2026-04-10 00:41:00.000000','2026-04-10 00:41:00.000000','sent',NULL,'2026-04-10 00:46:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(41,1,'answer:22','answer',0,10,'zalo','z-601',NULL,'[{"kind":"ObstacleNews","version":1,"facts":{"line":{"number":9,"title":"Xây dựng kế hoạch cử cán bộ khối chính quyền tham gia đào tạo, bồi dưỡng theo kế hoạch của thành phố.","wording":"Hoàn thành trong quý II/2026","last_day":"2026-06-30","at_time":null,"days_left":81,"state":"open","progress":0,"period":"","lead_names":["UBND phường"],"is_acknowledged":true,"is_extended":false,"has_obstacle":true},"text":"chưa có kinh phí","by":"Lê Văn Minh","is_cleared":false,"is_mine":true}}]','2026-04-10 00:41:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-10 00:46:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(42,1,'obstacle:9:3:5','news',1,5,'telegram','502',NULL,'[{"kind":"ObstacleNews","version":1,"facts":{"line":{"number":9,"title":"Xây dựng kế hoạch cử cán bộ khối chính quyền tham gia đào tạo, bồi dưỡng theo kế hoạch của thành phố.","wording":"Hoàn thành trong quý II/2026","last_day":"2026-06-30","at_time":null,"days_left":81,"state":"open","progress":0,"period":"","lead_names":["UBND phường"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false},"text":"chưa có kinh phí","by":"Lê Văn Minh","is_cleared":true,"is_mine":false}}]','2026-04-10 00:42:00.000000','2026-04-10 00:42:00.000000','sent',NULL,'2026-04-10 00:47:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(43,1,'answer:23','answer',0,10,'zalo','z-601',NULL,'[{"kind":"ObstacleNews","version":1,"facts":{"line":{"number":9,"title":"Xây dựng kế hoạch cử cán bộ khối chính quyền tham gia đào tạo, bồi dưỡng theo kế hoạch của thành phố.","wording":"Hoàn thành trong quý II/2026","last_day":"2026-06-30","at_time":null,"days_left":81,"state":"open","progress":0,"period":"","lead_names":["UBND phường"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false},"text":"chưa có kinh phí","by":"Lê Văn Minh","is_cleared":true,"is_mine":true}}]','2026-04-10 00:42:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-10 00:47:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(44,1,'obstacle:6:2:5','news',1,5,'telegram','502',NULL,'[{"kind":"ObstacleNews","version":1,"facts":{"line":{"number":6,"title":"Ban hành danh mục vị trí việc làm, khung năng lực theo vị trí việc làm khối chính quyền phường","wording":"Hoàn thành trong tháng 4/2026","last_day":"2026-04-30","at_time":null,"days_left":20,"state":"open","progress":0,"period":"","lead_names":["Thường trực HĐND phường","UBND phường"],"is_acknowledged":true,"is_extended":false,"has_obstacle":true},"text":"chưa có hướng dẫn","by":"Lê Văn Minh","is_cleared":false,"is_mine":false}}]','2026-04-10 00:43:00.000000','2026-04-10 00:43:00.000000','sent',NULL,'2026-04-10 00:48:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(45,1,'answer:24','answer',0,10,'zalo','z-601',NULL,'[{"kind":"ObstacleNews","version":1,"facts":{"line":{"number":6,"title":"Ban hành danh mục vị trí việc làm, khung năng lực theo vị trí việc làm khối chính quyền phường","wording":"Hoàn thành trong tháng 4/2026","last_day":"2026-04-30","at_time":null,"days_left":20,"state":"open","progress":0,"period":"","lead_names":["Thường trực HĐND phường","UBND phường"],"is_acknowledged":true,"is_extended":false,"has_obstacle":true},"text":"chưa có hướng dẫn","by":"Lê Văn Minh","is_cleared":false,"is_mine":true}}]','2026-04-10 00:43:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-10 00:48:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(46,1,'request:3:2','news',1,2,'telegram','503',NULL,'[{"kind":"RequestNews","version":1,"facts":{"what":"brought","line":{"number":8,"title":"Xây dựng phương án bổ sung biên chế; điều động cán bộ; sắp xếp, bố trí cán bộ thuộc phường phù hợp, đáp ứng yêu cầu, nhiệm vụ","wording":"Hoàn thành trước 15/5/2026","last_day":"2026-05-14","at_time":null,"days_left":34,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},"request":{"kind":"question","state":"open","asked_by":"Nguyễn Thị Lan","asked_at":"2026-04-10T00:44:00Z","text":"có mời chi bộ không?","wanted_day":null,"wanted_time":null,"old_day":null,"extension":0,"recommended_by":"","is_recommended":null,"recommendation":"","decided_by":"","decided_at":null,"granted_day":null,"answer":"","awaits":"answer"}}}]','2026-04-10 00:44:00.000000','2026-04-10 00:44:00.000000','sent',NULL,'2026-04-10 00:49:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(47,1,'answer:25','answer',0,3,'telegram','501',NULL,'[{"kind":"RequestNews","version":1,"facts":{"what":"asked","line":{"number":8,"title":"Xây dựng phương án bổ sung biên chế; điều động cán bộ; sắp xếp, bố trí cán bộ thuộc phường phù hợp, đáp ứng yêu cầu, nhiệm vụ","wording":"Hoàn thành trước 15/5/2026","last_day":"2026-05-14","at_time":null,"days_left":34,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},"request":{"kind":"question","state":"open","asked_by":"Nguyễn Thị Lan","asked_at":"2026-04-10T00:44:00Z","text":"có mời chi bộ không?","wanted_day":null,"wanted_time":null,"old_day":null,"extension":0,"recommended_by":"","is_recommended":null,"recommendation":"","decided_by":"","decided_at":null,"granted_day":null,"answer":"","awaits":""}}}]','2026-04-10 00:44:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-10 00:49:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(48,1,'answered:3:3','news',1,3,'telegram','501',NULL,'[{"kind":"RequestNews","version":1,"facts":{"what":"answered","line":{"number":8,"title":"Xây dựng phương án bổ sung biên chế; điều động cán bộ; sắp xếp, bố trí cán bộ thuộc phường phù hợp, đáp ứng yêu cầu, nhiệm vụ","wording":"Hoàn thành trước 15/5/2026","last_day":"2026-05-14","at_time":null,"days_left":34,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},"request":{"kind":"question","state":"answered","asked_by":"Nguyễn Thị Lan","asked_at":"2026-04-10T00:44:00Z","text":"có mời chi bộ không?","wanted_day":null,"wanted_time":null,"old_day":null,"extension":0,"recommended_by":"","is_recommended":null,"recommendation":"","decided_by":"Phạm Quốc Hùng","decided_at":"2026-04-10T00:45:00Z","granted_day":null,"answer":"đồng ý mời","awaits":""}}}]','2026-04-10 00:45:00.000000','2026-04-10 00:45:00.000000','sent',NULL,'2026-04-10 00:50:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(49,1,'answered:3:5','news',1,5,'telegram','502',NULL,'[{"kind":"RequestNews","version":1,"facts":{"what":"answered","line":{"number":8,"title":"Xây dựng phương án bổ sung biên chế; điều động cán bộ; sắp xếp, bố trí cán bộ thuộc phường phù hợp, đáp ứng yêu cầu, nhiệm vụ","wording":"Hoàn thành trước 15/5/2026","last_day":"2026-05-14","at_time":null,"days_left":34,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},"request":{"kind":"question","state":"answered","asked_by":"Nguyễn Thị Lan","asked_at":"2026-04-10T00:44:00Z","text":"có mời chi bộ không?","wanted_day":null,"wanted_time":null,"old_day":null,"extension":0,"recommended_by":"","is_recommended":null,"recommendation":"","decided_by":"Phạm Quốc Hùng","decided_at":"2026-04-10T00:45:00Z","granted_day":null,"answer":"đồng ý mời","awaits":""}}}]','2026-04-10 00:45:00.000000','2026-04-10 00:45:00.000000','sent',NULL,'2026-04-10 00:50:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(50,1,'answer:26','answer',0,2,'telegram','503',NULL,'[{"kind":"RequestNews","version":1,"facts":{"what":"answered","line":{"number":8,"title":"Xây dựng phương án bổ sung biên chế; điều động cán bộ; sắp xếp, bố trí cán bộ thuộc phường phù hợp, đáp ứng yêu cầu, nhiệm vụ","wording":"Hoàn thành trước 15/5/2026","last_day":"2026-05-14","at_time":null,"days_left":34,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},"request":{"kind":"question","state":"answered","asked_by":"Nguyễn Thị Lan","asked_at":"2026-04-10T00:44:00Z","text":"có mời chi bộ không?","wanted_day":null,"wanted_time":null,"old_day":null,"extension":0,"recommended_by":"","is_recommended":null,"recommendation":"","decided_by":"Phạm Quốc Hùng","decided_at":"2026-04-10T00:45:00Z","granted_day":null,"answer":"đồng ý mời","awaits":""}}}]','2026-04-10 00:45:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-10 00:50:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(51,1,'request:4:2','news',1,2,'telegram','503',NULL,'[{"kind":"RequestNews","version":1,"facts":{"what":"brought","line":{"number":4,"title":"Ban văn bản thực hiện Nghị quyết của Ban Chấp hành Đảng bộ thành phố về công tác cán bộ.","wording":"Hoàn thành trong tháng 6/2026","last_day":"2026-06-30","at_time":null,"days_left":81,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},"request":{"kind":"question","state":"open","asked_by":"Nguyễn Thị Lan","asked_at":"2026-04-10T00:46:00Z","text":"có họp trước 30/4 không?","wanted_day":null,"wanted_time":null,"old_day":null,"extension":0,"recommended_by":"","is_recommended":null,"recommendation":"","decided_by":"","decided_at":null,"granted_day":null,"answer":"","awaits":"answer"}}}]','2026-04-10 00:46:00.000000','2026-04-10 00:46:00.000000','sent',NULL,'2026-04-10 00:51:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(52,1,'answer:27','answer',0,3,'telegram','501',NULL,'[{"kind":"RequestNews","version":1,"facts":{"what":"asked","line":{"number":4,"title":"Ban văn bản thực hiện Nghị quyết của Ban Chấp hành Đảng bộ thành phố về công tác cán bộ.","wording":"Hoàn thành trong tháng 6/2026","last_day":"2026-06-30","at_time":null,"days_left":81,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},"request":{"kind":"question","state":"open","asked_by":"Nguyễn Thị Lan","asked_at":"2026-04-10T00:46:00Z","text":"có họp trước 30/4 không?","wanted_day":null,"wanted_time":null,"old_day":null,"extension":0,"recommended_by":"","is_recommended":null,"recommendation":"","decided_by":"","decided_at":null,"granted_day":null,"answer":"","awaits":""}}}]','2026-04-10 00:46:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-10 00:51:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(53,1,'request:5:3','news',1,3,'telegram','501',NULL,'[{"kind":"RequestNews","version":1,"facts":{"what":"brought","line":{"number":17,"title":"Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ cán bộ và công tác cán bộ thuộc phường, báo cáo Ban Tổ chức Thành uỷ","wording":"hoàn thành trước ngày 10/4/2026","last_day":"2026-04-09","at_time":null,"days_left":-1,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false},"request":{"kind":"explanation","state":"open","asked_by":"Phạm Quốc Hùng","asked_at":"2026-04-10T00:47:00Z","text":"vì sao chậm?","wanted_day":"2026-04-14","wanted_time":null,"old_day":null,"extension":0,"recommended_by":"","is_recommended":null,"recommendation":"","decided_by":"","decided_at":null,"granted_day":null,"answer":"","awaits":"answer"}}}]','2026-04-10 00:47:00.000000','2026-04-10 00:47:00.000000','sent',NULL,'2026-04-10 00:52:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(54,1,'request:5:4','news',1,4,'telegram','504',NULL,'[{"kind":"RequestNews","version":1,"facts":{"what":"brought","line":{"number":17,"title":"Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ cán bộ và công tác cán bộ thuộc phường, báo cáo Ban Tổ chức Thành uỷ","wording":"hoàn thành trước ngày 10/4/2026","last_day":"2026-04-09","at_time":null,"days_left":-1,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false},"request":{"kind":"explanation","state":"open","asked_by":"Phạm Quốc Hùng","asked_at":"2026-04-10T00:47:00Z","text":"vì sao chậm?","wanted_day":"2026-04-14","wanted_time":null,"old_day":null,"extension":0,"recommended_by":"","is_recommended":null,"recommendation":"","decided_by":"","decided_at":null,"granted_day":null,"answer":"","awaits":"answer"}}}]','2026-04-10 00:47:00.000000','2026-04-10 00:47:00.000000','sent',NULL,'2026-04-10 00:52:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(55,1,'answer:28','answer',0,2,'telegram','503',NULL,'[{"kind":"RequestNews","version":1,"facts":{"what":"asked","line":{"number":17,"title":"Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ cán bộ và công tác cán bộ thuộc phường, báo cáo Ban Tổ chức Thành uỷ","wording":"hoàn thành trước ngày 10/4/2026","last_day":"2026-04-09","at_time":null,"days_left":-1,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false},"request":{"kind":"explanation","state":"open","asked_by":"Phạm Quốc Hùng","asked_at":"2026-04-10T00:47:00Z","text":"vì sao chậm?","wanted_day":"2026-04-14","wanted_time":null,"old_day":null,"extension":0,"recommended_by":"","is_recommended":null,"recommendation":"","decided_by":"","decided_at":null,"granted_day":null,"answer":"","awaits":""}}}]','2026-04-10 00:47:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-10 00:52:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(56,1,'nudge:17:29:3','nudge',1,3,'telegram','501',NULL,'[{"kind":"Nudged","version":1,"facts":{"line":{"number":17,"title":"Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ cán bộ và công tác cán bộ thuộc phường, báo cáo Ban Tổ chức Thành uỷ","wording":"hoàn thành trước ngày 10/4/2026","last_day":"2026-04-09","at_time":null,"days_left":-1,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false},"by":"Phạm Quốc Hùng","text":"gửi trước 16h","is_urgent":false}}]','2026-04-10 00:48:00.000000','2026-04-10 00:48:00.000000','sent',NULL,'2026-04-10 00:53:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(57,1,'answer:29','answer',0,2,'telegram','503',NULL,'[{"kind":"NudgeSent","version":1,"facts":{"line":{"number":17,"title":"Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ cán bộ và công tác cán bộ thuộc phường, báo cáo Ban Tổ chức Thành uỷ","wording":"hoàn thành trước ngày 10/4/2026","last_day":"2026-04-09","at_time":null,"days_left":-1,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false},"names":["Nguyễn Thị Lan"],"unreached":[],"at":null}}]','2026-04-10 00:48:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-10 00:53:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(58,1,'answer:30','answer',0,3,'telegram','501',NULL,'[{"kind":"EvidenceKept","version":1,"facts":{"line":{"number":2,"title":"Nghiên cứu, sửa đổi, bổ sung và ban hành bộ tiêu chí đánh giá cán bộ (theo quý và cả năm)","wording":"Hoàn thành trước 15/5/2026","last_day":"2026-05-14","at_time":null,"days_left":34,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false},"kind":"text","name":"QĐ 12-QĐ/ĐU","count":1}}]','2026-04-10 00:49:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-10 00:54:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(59,1,'answer:31','answer',0,3,'telegram','501',NULL,'[{"kind":"EvidenceKept","version":1,"facts":{"line":{"number":2,"title":"Nghiên cứu, sửa đổi, bổ sung và ban hành bộ tiêu chí đánh giá cán bộ (theo quý và cả năm)","wording":"Hoàn thành trước 15/5/2026","last_day":"2026-05-14","at_time":null,"days_left":34,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false},"kind":"photo","name":"ảnh chụp quyết định","count":2}}]','2026-04-10 00:50:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-10 00:55:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(60,1,'answer:32','answer',0,10,'zalo','z-601',NULL,'[{"kind":"LanguageShown","version":1,"facts":{"language":"en","is_changed":true}}]','2026-04-10 00:51:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-10 00:56:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(61,1,'answer:33','answer',0,10,'zalo','z-601',NULL,'[{"kind":"TaskListShown","version":1,"facts":{"scope":["UBND phường"],"lines":[{"number":16,"title":"Báo cáo Ban Thường vụ Đảng ủy phường về tình hình đội ngũ cán bộ, công chức của các cơ quan chuyên môn thuộc Ủy ban nhân dân phường","wording":"trước ngày 10/4/2026 (qua Ban Xây dựng Đảng)","last_day":"2026-04-09","at_time":null,"days_left":-1,"state":"open","progress":0,"period":"","lead_names":["UBND phường"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},{"number":6,"title":"Ban hành danh mục vị trí việc làm, khung năng lực theo vị trí việc làm khối chính quyền phường","wording":"Hoàn thành trong tháng 4/2026","last_day":"2026-04-30","at_time":null,"days_left":20,"state":"open","progress":0,"period":"","lead_names":["Thường trực HĐND phường","UBND phường"],"is_acknowledged":true,"is_extended":false,"has_obstacle":true},{"number":8,"title":"Xây dựng phương án bổ sung biên chế; điều động cán bộ; sắp xếp, bố trí cán bộ thuộc phường phù hợp, đáp ứng yêu cầu, nhiệm vụ","wording":"Hoàn thành trước 15/5/2026","last_day":"2026-05-14","at_time":null,"days_left":34,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},{"number":9,"title":"Xây dựng kế hoạch cử cán bộ khối chính quyền tham gia đào tạo, bồi dưỡng theo kế hoạch của thành phố.","wording":"Hoàn thành trong quý II/2026","last_day":"2026-06-30","at_time":null,"days_left":81,"state":"open","progress":0,"period":"","lead_names":["UBND phường"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false},{"number":15,"title":"Biểu dương, khen thưởng đối với cán bộ dám nghĩ, dám làm, dám chịu trách nhiệm vì lợi ích chung; cán bộ xử lý tốt việc phức tạp, tồn đọng kéo dài","wording":"Thực hiện thường xuyên","last_day":"2026-04-30","at_time":null,"days_left":20,"state":"open","progress":0,"period":"2026-04","lead_names":["Đảng ủy phường","UBND phường"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false}],"total":5,"page":1,"pages":1,"is_everything":false}}]','2026-04-10 00:52:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-10 00:57:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(62,1,'answer:34','answer',0,9,'telegram','507',NULL,'[{"kind":"ShareReported","version":1,"facts":{"line":{"number":6,"title":"Ban hành danh mục vị trí việc làm, khung năng lực theo vị trí việc làm khối chính quyền phường","wording":"Hoàn thành trong tháng 4/2026","last_day":"2026-04-30","at_time":null,"days_left":20,"state":"open","progress":0,"period":"","lead_names":["Thường trực HĐND phường","UBND phường"],"is_acknowledged":true,"is_extended":false,"has_obstacle":true},"part":"lead","unit_names":["Thường trực HĐND phường"],"missing":["UBND phường"],"note":"phần của HĐND"}}]','2026-04-10 00:53:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-10 00:58:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(63,1,'answer:35','answer',0,9,'telegram','507',NULL,'[{"kind":"HourShown","version":1,"facts":{"at":"07:00:00","is_own":true,"is_changed":true}}]','2026-04-10 00:54:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-10 00:59:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(64,1,'answer:36','answer',0,NULL,'telegram','999',NULL,'[{"kind":"Stranger","version":1,"facts":{}}]','2026-04-10 00:55:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-10 01:00:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(65,1,'answer:37','answer',0,NULL,'telegram','999',NULL,'[{"kind":"CodeNotAccepted","version":1,"facts":{}}]','2026-04-10 00:56:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-10 01:01:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(66,1,'digest:2:2026-04-13','digest',2,2,'telegram','503',NULL,'[{"kind":"MorningDigest","version":1,"facts":{"day":"2026-04-13","name":"Phạm Quốc Hùng","items":[],"also_overdue":[],"waiting":[],"unreachable":[],"report":{"organisation":"Đảng ủy phường Thủy Nguyên","plan_title":"Kế hoạch triển khai thực hiện Kết luận của đồng chí Tổng Bí thư tại buổi làm việc với Ban Tổ chức Trung ương","plan_number":"","plan_issued_on":"2026-04-09","period":{"kind":"week","code":"2026-W15","first_day":"2026-04-06","last_day":"2026-04-12"},"period_before":{"kind":"week","code":"2026-W14","first_day":"2026-03-30","last_day":"2026-04-05"},"as_of":"2026-04-13T00:00:00+07:00","made_on":"2026-04-13","is_running":false,"next_until":"2026-04-19","figures":{"standing":{"total":18,"done_on_time":1,"done_late":0,"open_in_time":15,"open_overdue":2,"reported":0},"happened":{"done_on_time":1,"done_late":0,"fell_due":2,"extensions_granted":1,"extensions_refused":0,"obstacles_raised":2,"obstacles_cleared":1,"check_ins_asked":0,"check_ins_silent":0}},"before":{"standing":{"total":0,"done_on_time":0,"done_late":0,"open_in_time":0,"open_overdue":0,"reported":0},"happened":{"done_on_time":0,"done_late":0,"fell_due":0,"extensions_granted":0,"extensions_refused":0,"obstacles_raised":0,"obstacles_cleared":0,"check_ins_asked":0,"check_ins_silent":0}},"units":[],"overdue":[],"finished":[],"due_next":[]},"requests":[{"line":{"number":4,"title":"Ban văn bản thực hiện Nghị quyết của Ban Chấp hành Đảng bộ thành phố về công tác cán bộ.","wording":"Hoàn thành trong tháng 6/2026","last_day":"2026-06-30","at_time":null,"days_left":78,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},"request":{"kind":"question","state":"open","asked_by":"Nguyễn Thị Lan","asked_at":"2026-04-10T00:46:00Z","text":"có họp trước 30/4 không?","wanted_day":null,"wanted_time":null,"old_day":null,"extension":0,"recommended_by":"","is_recommended":null,"recommendation":"","decided_by":"","decided_at":null,"granted_day":null,"answer":"","awaits":"answer"},"is_pressing":false}],"standing_in_for":[]}}]','2026-04-13 00:30:00.000000','2026-04-13 00:30:00.000000','sent',NULL,'2026-04-13 00:35:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(67,1,'digest:3:2026-04-13','digest',2,3,'telegram','501',NULL,'[{"kind":"MorningDigest","version":1,"facts":{"day":"2026-04-13","name":"Nguyễn Thị Lan","items":[{"line":{"number":17,"title":"Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ cán bộ và công tác cán bộ thuộc phường, báo cáo Ban Tổ chức Thành uỷ","wording":"hoàn thành trước ngày 10/4/2026","last_day":"2026-04-09","at_time":null,"days_left":-4,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false},"reason":"overdue:3","audience":"lead"}],"also_overdue":[],"waiting":[],"unreachable":[],"report":null,"requests":[],"standing_in_for":[]}}]','2026-04-13 00:30:00.000000','2026-04-13 00:30:00.000000','sent',NULL,'2026-04-13 00:35:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(68,1,'digest:5:2026-04-13','digest',2,5,'telegram','502',NULL,'[{"kind":"MorningDigest","version":1,"facts":{"day":"2026-04-13","name":"Trần Thu Hà","items":[],"also_overdue":[],"waiting":[],"unreachable":[],"report":null,"requests":[{"line":{"number":5,"title":"Ban hành khung năng lực theo vị trí việc làm khối đảng, cơ quan Ủy ban Mặt trận Tổ quốc Việt Nam phường","wording":"Hoàn thành trong tháng 4/2026","last_day":"2026-04-30","at_time":null,"days_left":17,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false},"request":{"kind":"extension","state":"open","asked_by":"Nguyễn Thị Lan","asked_at":"2026-04-10T00:40:00Z","text":"chờ ý kiến cấp trên","wanted_day":"2026-05-25","wanted_time":null,"old_day":"2026-04-30","extension":1,"recommended_by":"","is_recommended":null,"recommendation":"","decided_by":"","decided_at":null,"granted_day":null,"answer":"","awaits":"recommend"},"is_pressing":false}],"standing_in_for":[]}}]','2026-04-13 00:30:00.000000','2026-04-13 00:30:00.000000','sent',NULL,'2026-04-13 00:35:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(69,1,'digest:10:2026-04-13','digest',2,10,'zalo','z-601',NULL,'[{"kind":"MorningDigest","version":1,"facts":{"day":"2026-04-13","name":"Lê Văn Minh","items":[{"line":{"number":16,"title":"Báo cáo Ban Thường vụ Đảng ủy phường về tình hình đội ngũ cán bộ, công chức của các cơ quan chuyên môn thuộc Ủy ban nhân dân phường","wording":"trước ngày 10/4/2026 (qua Ban Xây dựng Đảng)","last_day":"2026-04-09","at_time":null,"days_left":-4,"state":"open","progress":0,"period":"","lead_names":["UBND phường"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},"reason":"overdue:3","audience":"lead"}],"also_overdue":[],"waiting":[],"unreachable":[],"report":null,"requests":[],"standing_in_for":[]}}]','2026-04-13 00:30:00.000000','2026-04-13 00:30:00.000000','sent',NULL,'2026-04-13 00:35:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(70,1,'assigned:2:39:3','news',1,3,'telegram','501',NULL,'[{"kind":"TaskHanded","version":1,"facts":{"line":{"number":2,"title":"Nghiên cứu, sửa đổi, bổ sung và ban hành bộ tiêu chí đánh giá cán bộ (theo quý và cả năm)","wording":"Hoàn thành trước 15/5/2026","last_day":"2026-05-14","at_time":null,"days_left":31,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false},"names":["Nguyễn Thị Lan"],"unit_name":"Ban Xây dựng Đảng","by":"Vũ Đức Thành","is_mine":false}}]','2026-04-13 00:31:00.000000','2026-04-13 00:31:00.000000','sent',NULL,'2026-04-13 00:36:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(71,1,'answer:39','answer',0,4,'telegram','504',NULL,'[{"kind":"TaskHanded","version":1,"facts":{"line":{"number":2,"title":"Nghiên cứu, sửa đổi, bổ sung và ban hành bộ tiêu chí đánh giá cán bộ (theo quý và cả năm)","wording":"Hoàn thành trước 15/5/2026","last_day":"2026-05-14","at_time":null,"days_left":31,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false},"names":["Nguyễn Thị Lan"],"unit_name":"Ban Xây dựng Đảng","by":"Vũ Đức Thành","is_mine":true}}]','2026-04-13 00:31:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-13 00:36:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(72,1,'added:19:10','news',2,10,'zalo','z-601',NULL,'[{"kind":"TasksAssigned","version":1,"facts":{"title":"","name":"Lê Văn Minh","lines":[{"number":19,"title":"Rà soát hồ sơ đảng viên","wording":"30/6/2026","last_day":"2026-06-30","at_time":null,"days_left":78,"state":"open","progress":0,"period":"","lead_names":["UBND phường"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false}],"coordinating":[]}}]','2026-04-13 00:32:00.000000','2026-04-13 00:32:00.000000','sent',NULL,'2026-04-13 00:37:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(73,1,'answer:40','answer',0,5,'telegram','502',NULL,'[{"kind":"TaskAdded","version":1,"facts":{"line":{"number":19,"title":"Rà soát hồ sơ đảng viên","wording":"30/6/2026","last_day":"2026-06-30","at_time":null,"days_left":78,"state":"open","progress":0,"period":"","lead_names":["UBND phường"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},"coordinating_names":[],"product":null,"unreached":[]}}]','2026-04-13 00:32:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-13 00:37:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(74,1,'stopped:10:3','news',1,3,'telegram','501',NULL,'[{"kind":"TaskStopped","version":1,"facts":{"line":{"number":10,"title":"Xây dựng kế hoạch cử cán bộ cơ quan đảng, MTTQ Việt Nam và các đoàn thể phường tham gia đào tạo, bồi dưỡng theo kế hoạch của thành phố.","wording":"Hoàn thành trong quý II/2026","last_day":"2026-06-30","at_time":null,"days_left":78,"state":"cancelled","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},"reason":"đã lồng ghép vào việc khác","by":"Trần Thu Hà","is_mine":false}}]','2026-04-13 00:33:00.000000','2026-04-13 00:33:00.000000','sent',NULL,'2026-04-13 00:38:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(75,1,'stopped:10:4','news',1,4,'telegram','504',NULL,'[{"kind":"TaskStopped","version":1,"facts":{"line":{"number":10,"title":"Xây dựng kế hoạch cử cán bộ cơ quan đảng, MTTQ Việt Nam và các đoàn thể phường tham gia đào tạo, bồi dưỡng theo kế hoạch của thành phố.","wording":"Hoàn thành trong quý II/2026","last_day":"2026-06-30","at_time":null,"days_left":78,"state":"cancelled","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},"reason":"đã lồng ghép vào việc khác","by":"Trần Thu Hà","is_mine":false}}]','2026-04-13 00:33:00.000000','2026-04-13 00:33:00.000000','sent',NULL,'2026-04-13 00:38:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(76,1,'stopped:10:14','news',1,14,'zalo','z-604',NULL,'[{"kind":"TaskStopped","version":1,"facts":{"line":{"number":10,"title":"Xây dựng kế hoạch cử cán bộ cơ quan đảng, MTTQ Việt Nam và các đoàn thể phường tham gia đào tạo, bồi dưỡng theo kế hoạch của thành phố.","wording":"Hoàn thành trong quý II/2026","last_day":"2026-06-30","at_time":null,"days_left":78,"state":"cancelled","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},"reason":"đã lồng ghép vào việc khác","by":"Trần Thu Hà","is_mine":false}}]','2026-04-13 00:33:00.000000','2026-04-13 00:33:00.000000','sent',NULL,'2026-04-13 00:38:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(77,1,'answer:41','answer',0,5,'telegram','502',NULL,'[{"kind":"TaskStopped","version":1,"facts":{"line":{"number":10,"title":"Xây dựng kế hoạch cử cán bộ cơ quan đảng, MTTQ Việt Nam và các đoàn thể phường tham gia đào tạo, bồi dưỡng theo kế hoạch của thành phố.","wording":"Hoàn thành trong quý II/2026","last_day":"2026-06-30","at_time":null,"days_left":78,"state":"cancelled","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},"reason":"đã lồng ghép vào việc khác","by":"Trần Thu Hà","is_mine":true}}]','2026-04-13 00:33:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-13 00:38:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(78,1,'answer:42','answer',0,5,'telegram','502',NULL,'[{"kind":"CalendarChanged","version":1,"facts":{"change":"off","days":["2026-04-29"],"name":"kỷ niệm"}}]','2026-04-13 00:34:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-13 00:39:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(79,1,'answer:43','answer',0,5,'telegram','502',NULL,'[{"kind":"SettingChanged","version":1,"facts":{"name":"lead_days","old":"7 3 1 0","new":"7 3 1 0"}}]','2026-04-13 00:35:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-13 00:40:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(80,1,'answer:44','answer',0,5,'telegram','502',NULL,'[{"kind":"SettingChanged","version":1,"facts":{"name":"lead_days","old":"7 3 1 0","new":"5 2 0"}}]','2026-04-13 00:36:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-13 00:41:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(81,1,'answer:45','answer',0,3,'telegram','501',NULL,'[{"kind":"CalendarFile","version":1,"facts":{"name":"Nguyễn Thị Lan","made_at":"2026-04-13T00:37:00Z","entries":[{"uid":"17@1.dondoc","sequence":1,"number":17,"title":"Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ cán bộ và công tác cán bộ thuộc phường, báo cáo Ban Tổ chức Thành uỷ","wording":"hoàn thành trước ngày 10/4/2026","day":"2026-04-09","at":null,"state":"open"},{"uid":"3@1.dondoc","sequence":1,"number":3,"title":"Rà soát, đánh giá tổng thể về số lượng, chất lượng đội ngũ cán bộ thuộc phường","wording":"Hoàn thành trước ngày 15/4/2026","day":"2026-04-14","at":null,"state":"done"},{"uid":"1@1.dondoc","sequence":1,"number":1,"title":"Tiếp tục rà soát, điều chỉnh phân công nhiệm vụ đối với các đồng chí Ủy viên Ban Thường vụ Đảng uỷ phường khóa I, nhiệm kỳ 2025 - 2030","wording":"Thực hiện thường xuyên","day":"2026-04-30","at":null,"state":"open"},{"uid":"5@1.dondoc","sequence":1,"number":5,"title":"Ban hành khung năng lực theo vị trí việc làm khối đảng, cơ quan Ủy ban Mặt trận Tổ quốc Việt Nam phường","wording":"Hoàn thành trong tháng 4/2026","day":"2026-04-30","at":null,"state":"open"},{"uid":"12@1.dondoc","sequence":1,"number":12,"title":"Nghiên cứu đổi mới công tác tiếp nhận, tuyển chọn, bố trí và sử dụng cán bộ.","wording":"Thực hiện thường xuyên","day":"2026-04-30","at":null,"state":"open"},{"uid":"14@1.dondoc","sequence":1,"number":14,"title":"Kiểm tra, giám sát, kiểm soát quyền lực và phòng chống tham nhũng trong công tác cán bộ; tập trung vào các khâu dễ phát sinh tiêu cực như nhận xét, đánh giá; quy hoạch, đào tạo, bổ nhiệm; điều động, luân chuyển; phân quyền duyệt ký, thi đua, khen thưởng","wording":"Thực hiện thường xuyên","day":"2026-04-30","at":null,"state":"open"},{"uid":"15@1.dondoc","sequence":1,"number":15,"title":"Biểu dương, khen thưởng đối với cán bộ dám nghĩ, dám làm, dám chịu trách nhiệm vì lợi ích chung; cán bộ xử lý tốt việc phức tạp, tồn đọng kéo dài","wording":"Thực hiện thường xuyên","day":"2026-04-30","at":null,"state":"open"},{"uid":"2@1.dondoc","sequence":1,"number":2,"title":"Nghiên cứu, sửa đổi, bổ sung và ban hành bộ tiêu chí đánh giá cán bộ (theo quý và cả năm)","wording":"Hoàn thành trước 15/5/2026","day":"2026-05-14","at":null,"state":"open"},{"uid":"8@1.dondoc","sequence":1,"number":8,"title":"Xây dựng phương án bổ sung biên chế; điều động cán bộ; sắp xếp, bố trí cán bộ thuộc phường phù hợp, đáp ứng yêu cầu, nhiệm vụ","wording":"Hoàn thành trước 15/5/2026","day":"2026-05-14","at":null,"state":"open"},{"uid":"7@1.dondoc","sequence":2,"number":7,"title":"Ban hành tiêu chuẩn chức danh đối với cán bộ lãnh đạo, quản lý thuộc phường","wording":"Hoàn thành trong tháng 4/2026","day":"2026-05-15","at":null,"state":"open"},{"uid":"4@1.dondoc","sequence":1,"number":4,"title":"Ban văn bản thực hiện Nghị quyết của Ban Chấp hành Đảng bộ thành phố về công tác cán bộ.","wording":"Hoàn thành trong tháng 6/2026","day":"2026-06-30","at":null,"state":"open"},{"uid":"10@1.dondoc","sequence":2,"number":10,"title":"Xây dựng kế hoạch cử cán bộ cơ quan đảng, MTTQ Việt Nam và các đoàn thể phường tham gia đào tạo, bồi dưỡng theo kế hoạch của thành phố.","wording":"Hoàn thành trong quý II/2026","day":"2026-06-30","at":null,"state":"cancelled"},{"uid":"11@1.dondoc","sequence":1,"number":11,"title":"Xây dựng hệ thống cơ sở dữ liệu về tổ chức đảng, đảng viên, liên thông với hệ thống quản lý cán bộ, công chức, viên chức và cơ sở dữ liệu quốc gia về dân cư...","wording":"Hoàn thành trong tháng 6/2026 (theo hướng dẫn của Ban Tổ chức Trung ương)","day":"2026-06-30","at":null,"state":"open"},{"uid":"18@1.dondoc","sequence":1,"number":18,"title":"Dự thảo văn bản thực hiện Nghị quyết của Ban Chấp hành Đảng bộ thành phố về công tác cán bộ","wording":"hoàn thành trước ngày 10/7/2026","day":"2026-07-09","at":null,"state":"open"}],"path":"/calendar/3-S1Mm-A12eXcfj4bgKuzTdW2kfRmAQGLkV_W6F9scwDc.ics","is_new":false}}]','2026-04-13 00:37:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-13 00:42:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(82,1,'answer:46','answer',0,5,'telegram','502',NULL,'[{"kind":"ChannelShown","version":1,"facts":{"current":"telegram","linked":["telegram","zalo"],"is_changed":true}}]','2026-04-13 00:38:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-13 00:43:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(83,1,'absence:4:2026-04-20:47:3','news',1,3,'telegram','501',NULL,'[{"kind":"AbsenceNoted","version":1,"facts":{"person":"Vũ Đức Thành","first_day":"2026-04-20","last_day":"2026-04-24","stand_in":"Nguyễn Thị Lan","by":"Vũ Đức Thành","to":"stand_in","gaps":[]}}]','2026-04-13 00:39:00.000000','2026-04-13 00:39:00.000000','sent',NULL,'2026-04-13 00:44:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(84,1,'answer:47','answer',0,4,'telegram','504',NULL,'[{"kind":"AbsenceNoted","version":1,"facts":{"person":"Vũ Đức Thành","first_day":"2026-04-20","last_day":"2026-04-24","stand_in":"Nguyễn Thị Lan","by":"Vũ Đức Thành","to":"author","gaps":[]}}]','2026-04-13 00:39:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-13 00:44:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(85,1,'absence:14:2026-04-14:48:5','news',1,5,'telegram','502',NULL,'[{"kind":"AbsenceNoted","version":1,"facts":{"person":"Phan Thị Thu Trang","first_day":"2026-04-14","last_day":"2026-04-17","stand_in":null,"by":"Phan Thị Thu Trang","to":"above","gaps":["Ủy ban MTTQ Việt Nam phường"]}}]','2026-04-13 00:40:00.000000','2026-04-13 00:40:00.000000','sent',NULL,'2026-04-13 00:45:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(86,1,'answer:48','answer',0,14,'zalo','z-604',NULL,'[{"kind":"AbsenceNoted","version":1,"facts":{"person":"Phan Thị Thu Trang","first_day":"2026-04-14","last_day":"2026-04-17","stand_in":null,"by":"Phan Thị Thu Trang","to":"author","gaps":["Ủy ban MTTQ Việt Nam phường"]}}]','2026-04-13 00:40:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-13 00:45:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(87,1,'answer:49','answer',0,3,'telegram','501',NULL,'[{"kind":"TaskAcknowledged","version":1,"facts":{"line":{"number":4,"title":"Ban văn bản thực hiện Nghị quyết của Ban Chấp hành Đảng bộ thành phố về công tác cán bộ.","wording":"Hoàn thành trong tháng 6/2026","last_day":"2026-06-30","at_time":null,"days_left":78,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false}}}]','2026-04-13 00:41:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-13 00:46:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(88,1,'answer:50','answer',0,3,'telegram','501',NULL,'[{"kind":"ChangeUndone","version":1,"facts":{"line":{"number":4,"title":"Ban văn bản thực hiện Nghị quyết của Ban Chấp hành Đảng bộ thành phố về công tác cán bộ.","wording":"Hoàn thành trong tháng 6/2026","last_day":"2026-06-30","at_time":null,"days_left":78,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},"what":"task_acknowledged","asked_again":[]}}]','2026-04-13 00:42:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-13 00:47:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(89,1,'answer:51','answer',0,11,'zalo','z-602',NULL,'[{"kind":"ShareReported","version":1,"facts":{"line":{"number":6,"title":"Ban hành danh mục vị trí việc làm, khung năng lực theo vị trí việc làm khối chính quyền phường","wording":"Hoàn thành trong tháng 4/2026","last_day":"2026-04-30","at_time":null,"days_left":17,"state":"open","progress":0,"period":"","lead_names":["Thường trực HĐND phường","UBND phường"],"is_acknowledged":true,"is_extended":false,"has_obstacle":true},"part":"coordinating","unit_names":["Phòng Văn hóa - Xã hội"],"missing":["Phòng Kinh tế, Hạ tầng và Đô thị","Trạm Y tế phường"],"note":null}}]','2026-04-13 00:43:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-13 00:48:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(90,1,'answer:52','answer',0,5,'telegram','502',NULL,'[{"kind":"CodeMade","version":1,"facts":{"name":"Mai Thanh Tùng","code":"ZAXJF-FXZR5","expires_at":"2026-04-14T00:44:00Z","has_account":false}}]','2026-04-13 00:44:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-13 00:49:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(91,1,'answer:53','answer',0,7,'telegram','506',NULL,'[{"kind":"HistoryShown","version":1,"facts":{"lines":[{"at":"2026-04-10T00:34:00Z","who":"Trần Thu Hà","what":"task_confirmed","detail":"","number":3},{"at":"2026-04-10T00:33:00Z","who":"Nguyễn Thị Lan","what":"task_reported","detail":"đã có báo cáo số 12-BC/BXDĐ","number":3},{"at":"2026-04-10T00:32:00Z","who":"Nguyễn Thị Lan","what":"progress_set","detail":"60 % còn chờ số liệu","number":3},{"at":"2026-04-10T00:31:00Z","who":"Nguyễn Thị Lan","what":"task_acknowledged","detail":"","number":3}],"total":4,"page":1,"pages":1,"number":3,"title":"Rà soát, đánh giá tổng thể về số lượng, chất lượng đội ngũ cán bộ thuộc phường"}}]','2026-04-13 00:45:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-13 00:50:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(92,1,'before:54','answer',0,2,'telegram','503',NULL,'[{"kind":"StatusCard","version":1,"facts":{"status":{"title":"Kế hoạch triển khai thực hiện Kết luận của đồng chí Tổng Bí thư tại buổi làm việc với Ban Tổ chức Trung ương","as_of":"2026-04-13T00:46:00Z","unit_id":null,"unit_name":null,"cells":{"total":18,"done_on_time":1,"done_late":0,"open_in_time":15,"open_overdue":2,"reported":0},"units":[{"unit_id":3,"name":"Ban Xây dựng Đảng","cells":{"total":11,"done_on_time":1,"done_late":0,"open_in_time":9,"open_overdue":1,"reported":0}},{"unit_id":8,"name":"UBND phường","cells":{"total":5,"done_on_time":0,"done_late":0,"open_in_time":4,"open_overdue":1,"reported":0}},{"unit_id":1,"name":"Đảng ủy phường","cells":{"total":1,"done_on_time":0,"done_late":0,"open_in_time":1,"open_overdue":0,"reported":0}},{"unit_id":2,"name":"Thường trực Đảng ủy phường","cells":{"total":1,"done_on_time":0,"done_late":0,"open_in_time":1,"open_overdue":0,"reported":0}},{"unit_id":5,"name":"Ủy ban Kiểm tra Đảng ủy","cells":{"total":1,"done_on_time":0,"done_late":0,"open_in_time":1,"open_overdue":0,"reported":0}},{"unit_id":7,"name":"Thường trực HĐND phường","cells":{"total":1,"done_on_time":0,"done_late":0,"open_in_time":1,"open_overdue":0,"reported":0}}],"overdue":[{"number":16,"title":"Báo cáo Ban Thường vụ Đảng ủy phường về tình hình đội ngũ cán bộ, công chức của các cơ quan chuyên môn thuộc Ủy ban nhân dân phường","wording":"trước ngày 10/4/2026 (qua Ban Xây dựng Đảng)","last_day":"2026-04-09","at_time":null,"days_left":-4,"state":"open","progress":0,"period":"","lead_names":["UBND phường"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},{"number":17,"title":"Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ cán bộ và công tác cán bộ thuộc phường, báo cáo Ban Tổ chức Thành uỷ","wording":"hoàn thành trước ngày 10/4/2026","last_day":"2026-04-09","at_time":null,"days_left":-4,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false}],"due_soon":[],"others":[],"organisation":"Đảng ủy phường Thủy Nguyên"}}}]','2026-04-13 00:46:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-13 00:51:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(93,1,'answer:54','answer',0,2,'telegram','503',NULL,'[{"kind":"StatusShown","version":1,"facts":{"title":"Kế hoạch triển khai thực hiện Kết luận của đồng chí Tổng Bí thư tại buổi làm việc với Ban Tổ chức Trung ương","as_of":"2026-04-13T00:46:00Z","unit_id":null,"unit_name":null,"cells":{"total":18,"done_on_time":1,"done_late":0,"open_in_time":15,"open_overdue":2,"reported":0},"units":[{"unit_id":3,"name":"Ban Xây dựng Đảng","cells":{"total":11,"done_on_time":1,"done_late":0,"open_in_time":9,"open_overdue":1,"reported":0}},{"unit_id":8,"name":"UBND phường","cells":{"total":5,"done_on_time":0,"done_late":0,"open_in_time":4,"open_overdue":1,"reported":0}},{"unit_id":1,"name":"Đảng ủy phường","cells":{"total":1,"done_on_time":0,"done_late":0,"open_in_time":1,"open_overdue":0,"reported":0}},{"unit_id":2,"name":"Thường trực Đảng ủy phường","cells":{"total":1,"done_on_time":0,"done_late":0,"open_in_time":1,"open_overdue":0,"reported":0}},{"unit_id":5,"name":"Ủy ban Kiểm tra Đảng ủy","cells":{"total":1,"done_on_time":0,"done_late":0,"open_in_time":1,"open_overdue":0,"reported":0}},{"unit_id":7,"name":"Thường trực HĐND phường","cells":{"total":1,"done_on_time":0,"done_late":0,"open_in_time":1,"open_overdue":0,"reported":0}}],"overdue":[{"number":16,"title":"Báo cáo Ban Thường vụ Đảng ủy phường về tình hình đội ngũ cán bộ, công chức của các cơ quan chuyên môn thuộc Ủy ban nhân dân phường","wording":"trước ngày 10/4/2026 (qua Ban Xây dựng Đảng)","last_day":"2026-04-09","at_time":null,"days_left":-4,"state":"open","progress":0,"period":"","lead_names":["UBND phường"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},{"number":17,"title":"Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ cán bộ và công tác cán bộ thuộc phường, báo cáo Ban Tổ chức Thành uỷ","wording":"hoàn thành trước ngày 10/4/2026","last_day":"2026-04-09","at_time":null,"days_left":-4,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false}],"due_soon":[],"others":[],"organisation":"Đảng ủy phường Thủy Nguyên"}}]','2026-04-13 00:46:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-13 00:51:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(94,1,'answer:55','answer',0,2,'telegram','503',NULL,'[{"kind":"PeriodReportShown","version":1,"facts":{"report":{"organisation":"Đảng ủy phường Thủy Nguyên","plan_title":"Kế hoạch triển khai thực hiện Kết luận của đồng chí Tổng Bí thư tại buổi làm việc với Ban Tổ chức Trung ương","plan_number":"","plan_issued_on":"2026-04-09","period":{"kind":"month","code":"2026-04","first_day":"2026-04-01","last_day":"2026-04-30"},"period_before":{"kind":"month","code":"2026-03","first_day":"2026-03-01","last_day":"2026-03-31"},"as_of":"2026-04-13T00:47:00Z","made_on":"2026-04-13","is_running":true,"next_until":"2026-04-30","figures":{"standing":{"total":18,"done_on_time":1,"done_late":0,"open_in_time":15,"open_overdue":2,"reported":0},"happened":{"done_on_time":1,"done_late":0,"fell_due":5,"extensions_granted":1,"extensions_refused":0,"obstacles_raised":2,"obstacles_cleared":1,"check_ins_asked":0,"check_ins_silent":0}},"before":{"standing":{"total":0,"done_on_time":0,"done_late":0,"open_in_time":0,"open_overdue":0,"reported":0},"happened":{"done_on_time":0,"done_late":0,"fell_due":0,"extensions_granted":0,"extensions_refused":0,"obstacles_raised":0,"obstacles_cleared":0,"check_ins_asked":0,"check_ins_silent":0}},"units":[{"unit_id":3,"name":"Ban Xây dựng Đảng","figures":{"standing":{"total":11,"done_on_time":1,"done_late":0,"open_in_time":9,"open_overdue":1,"reported":0},"happened":{"done_on_time":1,"done_late":0,"fell_due":3,"extensions_granted":1,"extensions_refused":0,"obstacles_raised":0,"obstacles_cleared":0,"check_ins_asked":0,"check_ins_silent":0}},"before":{"standing":{"total":0,"done_on_time":0,"done_late":0,"open_in_time":0,"open_overdue":0,"reported":0},"happened":{"done_on_time":0,"done_late":0,"fell_due":0,"extensions_granted":0,"extensions_refused":0,"obstacles_raised":0,"obstacles_cleared":0,"check_ins_asked":0,"check_ins_silent":0}}},{"unit_id":8,"name":"UBND phường","figures":{"standing":{"total":5,"done_on_time":0,"done_late":0,"open_in_time":4,"open_overdue":1,"reported":0},"happened":{"done_on_time":0,"done_late":0,"fell_due":2,"extensions_granted":0,"extensions_refused":0,"obstacles_raised":2,"obstacles_cleared":1,"check_ins_asked":0,"check_ins_silent":0}},"before":{"standing":{"total":0,"done_on_time":0,"done_late":0,"open_in_time":0,"open_overdue":0,"reported":0},"happened":{"done_on_time":0,"done_late":0,"fell_due":0,"extensions_granted":0,"extensions_refused":0,"obstacles_raised":0,"obstacles_cleared":0,"check_ins_asked":0,"check_ins_silent":0}}},{"unit_id":1,"name":"Đảng ủy phường","figures":{"standing":{"total":1,"done_on_time":0,"done_late":0,"open_in_time":1,"open_overdue":0,"reported":0},"happened":{"done_on_time":0,"done_late":0,"fell_due":0,"extensions_granted":0,"extensions_refused":0,"obstacles_raised":0,"obstacles_cleared":0,"check_ins_asked":0,"check_ins_silent":0}},"before":{"standing":{"total":0,"done_on_time":0,"done_late":0,"open_in_time":0,"open_overdue":0,"reported":0},"happened":{"done_on_time":0,"done_late":0,"fell_due":0,"extensions_granted":0,"extensions_refused":0,"obstacles_raised":0,"obstacles_cleared":0,"check_ins_asked":0,"check_ins_silent":0}}},{"unit_id":2,"name":"Thường trực Đảng ủy phường","figures":{"standing":{"total":1,"done_on_time":0,"done_late":0,"open_in_time":1,"open_overdue":0,"reported":0},"happened":{"done_on_time":0,"done_late":0,"fell_due":0,"extensions_granted":0,"extensions_refused":0,"obstacles_raised":0,"obstacles_cleared":0,"check_ins_asked":0,"check_ins_silent":0}},"before":{"standing":{"total":0,"done_on_time":0,"done_late":0,"open_in_time":0,"open_overdue":0,"reported":0},"happened":{"done_on_time":0,"done_late":0,"fell_due":0,"extensions_granted":0,"extensions_refused":0,"obstacles_raised":0,"obstacles_cleared":0,"check_ins_asked":0,"check_ins_silent":0}}},{"unit_id":5,"name":"Ủy ban Kiểm tra Đảng ủy","figures":{"standing":{"total":1,"done_on_time":0,"done_late":0,"open_in_time":1,"open_overdue":0,"reported":0},"happened":{"done_on_time":0,"done_late":0,"fell_due":0,"extensions_granted":0,"extensions_refused":0,"obstacles_raised":0,"obstacles_cleared":0,"check_ins_asked":0,"check_ins_silent":0}},"before":{"standing":{"total":0,"done_on_time":0,"done_late":0,"open_in_time":0,"open_overdue":0,"reported":0},"happened":{"done_on_time":0,"done_late":0,"fell_due":0,"extensions_granted":0,"extensions_refused":0,"obstacles_raised":0,"obstacles_cleared":0,"check_ins_asked":0,"check_ins_silent":0}}},{"unit_id":7,"name":"Thường trực HĐND phường","figures":{"standing":{"total":1,"done_on_time":0,"done_late":0,"open_in_time":1,"open_overdue":0,"reported":0},"happened":{"done_on_time":0,"done_late":0,"fell_due":1,"extensions_granted":0,"extensions_refused":0,"obstacles_raised":1,"obstacles_cleared":0,"check_ins_asked":0,"check_ins_silent":0}},"before":{"standing":{"total":0,"done_on_time":0,"done_late":0,"open_in_time":0,"open_overdue":0,"reported":0},"happened":{"done_on_time":0,"done_late":0,"fell_due":0,"extensions_granted":0,"extensions_refused":0,"obstacles_raised":0,"obstacles_cleared":0,"check_ins_asked":0,"check_ins_silent":0}}}],"overdue":[{"number":16,"title":"Báo cáo Ban Thường vụ Đảng ủy phường về tình hình đội ngũ cán bộ, công chức của các cơ quan chuyên môn thuộc Ủy ban nhân dân phường","wording":"trước ngày 10/4/2026 (qua Ban Xây dựng Đảng)","last_day":"2026-04-09","at_time":null,"days_left":-4,"state":"open","progress":0,"period":"","lead_names":["UBND phường"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},{"number":17,"title":"Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ cán bộ và công tác cán bộ thuộc phường, báo cáo Ban Tổ chức Thành uỷ","wording":"hoàn thành trước ngày 10/4/2026","last_day":"2026-04-09","at_time":null,"days_left":-4,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false}],"finished":[{"number":3,"title":"Rà soát, đánh giá tổng thể về số lượng, chất lượng đội ngũ cán bộ thuộc phường","lead_names":["Ban Xây dựng Đảng"],"done_on":"2026-04-10","is_on_time":true,"note":"đã có báo cáo số 12-BC/BXDĐ"}],"due_next":[{"number":5,"title":"Ban hành khung năng lực theo vị trí việc làm khối đảng, cơ quan Ủy ban Mặt trận Tổ quốc Việt Nam phường","wording":"Hoàn thành trong tháng 4/2026","last_day":"2026-04-30","at_time":null,"days_left":17,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false},{"number":6,"title":"Ban hành danh mục vị trí việc làm, khung năng lực theo vị trí việc làm khối chính quyền phường","wording":"Hoàn thành trong tháng 4/2026","last_day":"2026-04-30","at_time":null,"days_left":17,"state":"open","progress":0,"period":"","lead_names":["Thường trực HĐND phường","UBND phường"],"is_acknowledged":true,"is_extended":false,"has_obstacle":true}]}}}]','2026-04-13 00:47:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-13 00:52:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(95,1,'answer:56','answer',0,10,'zalo','z-601',NULL,'[{"kind":"NotYourTask","version":1,"facts":{"number":1,"title":"Tiếp tục rà soát, điều chỉnh phân công nhiệm vụ đối với các đồng chí Ủy viên Ban Thường vụ Đảng uỷ phường khóa I, nhiệm kỳ 2025 - 2030","lead_names":["Ban Xây dựng Đảng"]}}]','2026-04-13 00:48:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-13 00:53:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(96,1,'answer:57','answer',0,3,'telegram','501',NULL,'[{"kind":"CheckInAnswered","version":1,"facts":{"line":{"number":1,"title":"Tiếp tục rà soát, điều chỉnh phân công nhiệm vụ đối với các đồng chí Ủy viên Ban Thường vụ Đảng uỷ phường khóa I, nhiệm kỳ 2025 - 2030","wording":"Thực hiện thường xuyên","last_day":"2026-04-30","at_time":null,"days_left":17,"state":"done","progress":100,"period":"2026-04","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false},"note":"đã họp rà soát","outcome":"result"}}]','2026-04-13 00:49:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-13 00:54:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(97,1,'digest:2:2026-04-15','digest',2,2,'telegram','503',NULL,'[{"kind":"MorningDigest","version":1,"facts":{"day":"2026-04-15","name":"Phạm Quốc Hùng","items":[],"also_overdue":[],"waiting":[],"unreachable":[],"report":null,"requests":[{"line":{"number":5,"title":"Ban hành khung năng lực theo vị trí việc làm khối đảng, cơ quan Ủy ban Mặt trận Tổ quốc Việt Nam phường","wording":"Hoàn thành trong tháng 4/2026","last_day":"2026-04-30","at_time":null,"days_left":15,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false},"request":{"kind":"extension","state":"open","asked_by":"Nguyễn Thị Lan","asked_at":"2026-04-10T00:40:00Z","text":"chờ ý kiến cấp trên","wanted_day":"2026-05-25","wanted_time":null,"old_day":"2026-04-30","extension":1,"recommended_by":"","is_recommended":null,"recommendation":"","decided_by":"","decided_at":null,"granted_day":null,"answer":"","awaits":"decide"},"is_pressing":true},{"line":{"number":4,"title":"Ban văn bản thực hiện Nghị quyết của Ban Chấp hành Đảng bộ thành phố về công tác cán bộ.","wording":"Hoàn thành trong tháng 6/2026","last_day":"2026-06-30","at_time":null,"days_left":76,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},"request":{"kind":"question","state":"open","asked_by":"Nguyễn Thị Lan","asked_at":"2026-04-10T00:46:00Z","text":"có họp trước 30/4 không?","wanted_day":null,"wanted_time":null,"old_day":null,"extension":0,"recommended_by":"","is_recommended":null,"recommendation":"","decided_by":"","decided_at":null,"granted_day":null,"answer":"","awaits":"answer"},"is_pressing":true}],"standing_in_for":[]}}]','2026-04-15 00:30:00.000000','2026-04-15 00:30:00.000000','sent',NULL,'2026-04-15 00:35:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(98,1,'digest:3:2026-04-15','digest',2,3,'telegram','501',NULL,'[{"kind":"MorningDigest","version":1,"facts":{"day":"2026-04-15","name":"Nguyễn Thị Lan","items":[],"also_overdue":[17],"waiting":[],"unreachable":[],"report":null,"requests":[{"line":{"number":17,"title":"Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ cán bộ và công tác cán bộ thuộc phường, báo cáo Ban Tổ chức Thành uỷ","wording":"hoàn thành trước ngày 10/4/2026","last_day":"2026-04-09","at_time":null,"days_left":-6,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false},"request":{"kind":"explanation","state":"open","asked_by":"Phạm Quốc Hùng","asked_at":"2026-04-10T00:47:00Z","text":"vì sao chậm?","wanted_day":"2026-04-14","wanted_time":null,"old_day":null,"extension":0,"recommended_by":"","is_recommended":null,"recommendation":"","decided_by":"","decided_at":null,"granted_day":null,"answer":"","awaits":"answer"},"is_pressing":false}],"standing_in_for":[]}}]','2026-04-15 00:30:00.000000','2026-04-15 00:30:00.000000','sent',NULL,'2026-04-15 00:35:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(99,1,'digest:5:2026-04-15','digest',2,5,'telegram','502',NULL,'[{"kind":"MorningDigest","version":1,"facts":{"day":"2026-04-15","name":"Trần Thu Hà","items":[],"also_overdue":[],"waiting":[],"unreachable":[],"report":null,"requests":[{"line":{"number":5,"title":"Ban hành khung năng lực theo vị trí việc làm khối đảng, cơ quan Ủy ban Mặt trận Tổ quốc Việt Nam phường","wording":"Hoàn thành trong tháng 4/2026","last_day":"2026-04-30","at_time":null,"days_left":15,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false},"request":{"kind":"extension","state":"open","asked_by":"Nguyễn Thị Lan","asked_at":"2026-04-10T00:40:00Z","text":"chờ ý kiến cấp trên","wanted_day":"2026-05-25","wanted_time":null,"old_day":"2026-04-30","extension":1,"recommended_by":"","is_recommended":null,"recommendation":"","decided_by":"","decided_at":null,"granted_day":null,"answer":"","awaits":"recommend"},"is_pressing":true}],"standing_in_for":[]}}]','2026-04-15 00:30:00.000000','2026-04-15 00:30:00.000000','sent',NULL,'2026-04-15 00:35:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(100,1,'before:58','answer',0,5,'telegram','502',NULL,'[{"kind":"DraftShown","version":1,"facts":{"file_name":"ke-hoach-46.txt","title":"Kế hoạch Chuyển đổi số trong các cơ quan Đảng phường Thủy Nguyên năm 2026","number":"46-KH/ĐU","issuer":"ĐẢNG ỦY PHƯỜNG THỦY NGUYÊN","issued_on":"2026-04-14","rows":4,"doubts":3,"left":3,"unknown":[{"name":"Nhà Văn hóa phường","tasks":["2"],"suggestions":["UBND phường","Ủy ban MTTQ Việt Nam phường","các phòng, ban, đơn vị thuộc phường"]}],"earlier":null,"changes":[],"example_row":3,"silent":[]}}]','2026-04-15 00:31:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-15 00:36:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(101,1,'answer:58','answer',0,5,'telegram','502',NULL,'[{"kind":"DoubtAsked","version":1,"facts":{"position":1,"total":3,"doubt":{"mark":"8b2a5b","code":"unknown_unit","row":2,"message":"Nhà Văn hóa phường","choices":[{"action":"read_as","detail":"UBND phường"},{"action":"read_as","detail":"Ủy ban MTTQ Việt Nam phường"},{"action":"read_as","detail":"các phòng, ban, đơn vị thuộc phường"},{"action":"add_unit","detail":"Nhà Văn hóa phường"}],"title":"Tập huấn kỹ năng số"}}}]','2026-04-15 00:31:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-15 00:36:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(102,1,'answer:59','answer',0,5,'telegram','502',NULL,'[{"kind":"DoubtAsked","version":1,"facts":{"position":1,"total":2,"doubt":{"mark":"503d8f","code":"several_lead_units","row":3,"message":"Nhiệm vụ 3 ghi 2 đơn vị cùng chủ trì (UBND phường; Ban Xây dựng Đảng); đề nghị chọn một đơn vị đầu mối hoặc xác nhận cùng chủ trì.","choices":[{"action":"keep","detail":""},{"action":"only_lead","detail":"UBND phường"},{"action":"only_lead","detail":"Ban Xây dựng Đảng"}],"title":"Bố trí kinh phí"}}}]','2026-04-15 00:32:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-15 00:37:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(103,1,'answer:60','answer',0,5,'telegram','502',NULL,'[{"kind":"RowChanged","version":1,"facts":{"row":{"number":4,"code":"4","title":"Tổng kết","lead_names":["UBND phường"],"coordinating_names":[],"wording":"10/7/2026","last_day":"2026-07-10","at_time":null,"product":null},"field":"deadline","remarks":[]}},{"kind":"DoubtAsked","version":1,"facts":{"position":1,"total":2,"doubt":{"mark":"503d8f","code":"several_lead_units","row":3,"message":"Nhiệm vụ 3 ghi 2 đơn vị cùng chủ trì (UBND phường; Ban Xây dựng Đảng); đề nghị chọn một đơn vị đầu mối hoặc xác nhận cùng chủ trì.","choices":[{"action":"keep","detail":""},{"action":"only_lead","detail":"UBND phường"},{"action":"only_lead","detail":"Ban Xây dựng Đảng"}],"title":"Bố trí kinh phí"}}}]','2026-04-15 00:33:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-15 00:38:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(104,1,'answer:61','answer',0,3,'telegram','501',NULL,'[{"kind":"TaskShown","version":1,"facts":{"line":{"number":4,"title":"Ban văn bản thực hiện Nghị quyết của Ban Chấp hành Đảng bộ thành phố về công tác cán bộ.","wording":"Hoàn thành trong tháng 6/2026","last_day":"2026-06-30","at_time":null,"days_left":75,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},"coordinating_names":["Văn phòng Đảng ủy"],"code":"4","product":null,"note":null,"reported_by":null,"reported_on":null,"is_on_time":null,"events":[{"at":"2026-04-13T00:42:00Z","who":"Nguyễn Thị Lan","what":"change_undone","detail":"task_acknowledged"},{"at":"2026-04-13T00:41:00Z","who":"Nguyễn Thị Lan","what":"task_acknowledged","detail":""},{"at":"2026-04-10T00:46:00Z","who":"Nguyễn Thị Lan","what":"question_asked","detail":"có họp trước 30/4 không?"}],"may_report":true,"may_confirm":false,"requests":[{"kind":"question","state":"open","asked_by":"Nguyễn Thị Lan","asked_at":"2026-04-10T00:46:00Z","text":"có họp trước 30/4 không?","wanted_day":null,"wanted_time":null,"old_day":null,"extension":0,"recommended_by":"","is_recommended":null,"recommendation":"","decided_by":"","decided_at":null,"granted_day":null,"answer":"","awaits":""}],"extensions":[],"obstacle":null,"shares":[],"evidence":[]}}]','2026-04-16 00:30:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-16 00:35:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(105,1,'before:62','answer',0,7,'telegram','506',NULL,'[{"kind":"StatusCard","version":1,"facts":{"status":{"title":"Kế hoạch triển khai thực hiện Kết luận của đồng chí Tổng Bí thư tại buổi làm việc với Ban Tổ chức Trung ương","as_of":"2026-04-16T00:30:00Z","unit_id":null,"unit_name":null,"cells":{"total":18,"done_on_time":1,"done_late":0,"open_in_time":15,"open_overdue":2,"reported":0},"units":[{"unit_id":3,"name":"Ban Xây dựng Đảng","cells":{"total":11,"done_on_time":1,"done_late":0,"open_in_time":9,"open_overdue":1,"reported":0}},{"unit_id":8,"name":"UBND phường","cells":{"total":5,"done_on_time":0,"done_late":0,"open_in_time":4,"open_overdue":1,"reported":0}},{"unit_id":1,"name":"Đảng ủy phường","cells":{"total":1,"done_on_time":0,"done_late":0,"open_in_time":1,"open_overdue":0,"reported":0}},{"unit_id":2,"name":"Thường trực Đảng ủy phường","cells":{"total":1,"done_on_time":0,"done_late":0,"open_in_time":1,"open_overdue":0,"reported":0}},{"unit_id":5,"name":"Ủy ban Kiểm tra Đảng ủy","cells":{"total":1,"done_on_time":0,"done_late":0,"open_in_time":1,"open_overdue":0,"reported":0}},{"unit_id":7,"name":"Thường trực HĐND phường","cells":{"total":1,"done_on_time":0,"done_late":0,"open_in_time":1,"open_overdue":0,"reported":0}}],"overdue":[{"number":16,"title":"Báo cáo Ban Thường vụ Đảng ủy phường về tình hình đội ngũ cán bộ, công chức của các cơ quan chuyên môn thuộc Ủy ban nhân dân phường","wording":"trước ngày 10/4/2026 (qua Ban Xây dựng Đảng)","last_day":"2026-04-09","at_time":null,"days_left":-7,"state":"open","progress":0,"period":"","lead_names":["UBND phường"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},{"number":17,"title":"Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ cán bộ và công tác cán bộ thuộc phường, báo cáo Ban Tổ chức Thành uỷ","wording":"hoàn thành trước ngày 10/4/2026","last_day":"2026-04-09","at_time":null,"days_left":-7,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false}],"due_soon":[],"others":[],"organisation":"Đảng ủy phường Thủy Nguyên"}}}]','2026-04-16 00:30:00.000000','2026-04-16 00:30:10.000000','waiting',NULL,'2026-04-16 00:35:00.000000',1,1,'TimedOut: the answer never came');
INSERT INTO "outbox" VALUES(106,1,'answer:62','answer',0,7,'telegram','506',NULL,'[{"kind":"StatusShown","version":1,"facts":{"title":"Kế hoạch triển khai thực hiện Kết luận của đồng chí Tổng Bí thư tại buổi làm việc với Ban Tổ chức Trung ương","as_of":"2026-04-16T00:30:00Z","unit_id":null,"unit_name":null,"cells":{"total":18,"done_on_time":1,"done_late":0,"open_in_time":15,"open_overdue":2,"reported":0},"units":[{"unit_id":3,"name":"Ban Xây dựng Đảng","cells":{"total":11,"done_on_time":1,"done_late":0,"open_in_time":9,"open_overdue":1,"reported":0}},{"unit_id":8,"name":"UBND phường","cells":{"total":5,"done_on_time":0,"done_late":0,"open_in_time":4,"open_overdue":1,"reported":0}},{"unit_id":1,"name":"Đảng ủy phường","cells":{"total":1,"done_on_time":0,"done_late":0,"open_in_time":1,"open_overdue":0,"reported":0}},{"unit_id":2,"name":"Thường trực Đảng ủy phường","cells":{"total":1,"done_on_time":0,"done_late":0,"open_in_time":1,"open_overdue":0,"reported":0}},{"unit_id":5,"name":"Ủy ban Kiểm tra Đảng ủy","cells":{"total":1,"done_on_time":0,"done_late":0,"open_in_time":1,"open_overdue":0,"reported":0}},{"unit_id":7,"name":"Thường trực HĐND phường","cells":{"total":1,"done_on_time":0,"done_late":0,"open_in_time":1,"open_overdue":0,"reported":0}}],"overdue":[{"number":16,"title":"Báo cáo Ban Thường vụ Đảng ủy phường về tình hình đội ngũ cán bộ, công chức của các cơ quan chuyên môn thuộc Ủy ban nhân dân phường","wording":"trước ngày 10/4/2026 (qua Ban Xây dựng Đảng)","last_day":"2026-04-09","at_time":null,"days_left":-7,"state":"open","progress":0,"period":"","lead_names":["UBND phường"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},{"number":17,"title":"Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ cán bộ và công tác cán bộ thuộc phường, báo cáo Ban Tổ chức Thành uỷ","wording":"hoàn thành trước ngày 10/4/2026","last_day":"2026-04-09","at_time":null,"days_left":-7,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false}],"due_soon":[],"others":[],"organisation":"Đảng ủy phường Thủy Nguyên"}}]','2026-04-16 00:30:00.000000','2000-01-01 00:00:00.000000','waiting',NULL,NULL,0,0,NULL);
INSERT INTO "outbox" VALUES(107,1,'answer:63','answer',0,11,'zalo','z-602',NULL,'[{"kind":"TaskListShown","version":1,"facts":{"scope":["Phòng Văn hóa - Xã hội"],"lines":[{"number":6,"title":"Ban hành danh mục vị trí việc làm, khung năng lực theo vị trí việc làm khối chính quyền phường","wording":"Hoàn thành trong tháng 4/2026","last_day":"2026-04-30","at_time":null,"days_left":14,"state":"open","progress":0,"period":"","lead_names":["Thường trực HĐND phường","UBND phường"],"is_acknowledged":true,"is_extended":false,"has_obstacle":true},{"number":2,"title":"Nghiên cứu, sửa đổi, bổ sung và ban hành bộ tiêu chí đánh giá cán bộ (theo quý và cả năm)","wording":"Hoàn thành trước 15/5/2026","last_day":"2026-05-14","at_time":null,"days_left":28,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false},{"number":8,"title":"Xây dựng phương án bổ sung biên chế; điều động cán bộ; sắp xếp, bố trí cán bộ thuộc phường phù hợp, đáp ứng yêu cầu, nhiệm vụ","wording":"Hoàn thành trước 15/5/2026","last_day":"2026-05-14","at_time":null,"days_left":28,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},{"number":7,"title":"Ban hành tiêu chuẩn chức danh đối với cán bộ lãnh đạo, quản lý thuộc phường","wording":"Hoàn thành trong tháng 4/2026","last_day":"2026-05-15","at_time":null,"days_left":29,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":true,"has_obstacle":false},{"number":9,"title":"Xây dựng kế hoạch cử cán bộ khối chính quyền tham gia đào tạo, bồi dưỡng theo kế hoạch của thành phố.","wording":"Hoàn thành trong quý II/2026","last_day":"2026-06-30","at_time":null,"days_left":75,"state":"open","progress":0,"period":"","lead_names":["UBND phường"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false},{"number":11,"title":"Xây dựng hệ thống cơ sở dữ liệu về tổ chức đảng, đảng viên, liên thông với hệ thống quản lý cán bộ, công chức, viên chức và cơ sở dữ liệu quốc gia về dân cư...","wording":"Hoàn thành trong tháng 6/2026 (theo hướng dẫn của Ban Tổ chức Trung ương)","last_day":"2026-06-30","at_time":null,"days_left":75,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false}],"total":9,"page":1,"pages":2,"is_everything":false}}]','2026-04-16 00:30:00.000000','2000-01-01 00:00:00.000000','leased','host:1:1','2026-04-16 00:35:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(108,1,'answer:64','answer',0,2,'telegram','503',NULL,'[{"kind":"RequestsShown","version":1,"facts":{"items":[{"line":{"number":5,"title":"Ban hành khung năng lực theo vị trí việc làm khối đảng, cơ quan Ủy ban Mặt trận Tổ quốc Việt Nam phường","wording":"Hoàn thành trong tháng 4/2026","last_day":"2026-04-30","at_time":null,"days_left":14,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false},"request":{"kind":"extension","state":"open","asked_by":"Nguyễn Thị Lan","asked_at":"2026-04-10T00:40:00Z","text":"chờ ý kiến cấp trên","wanted_day":"2026-05-25","wanted_time":null,"old_day":"2026-04-30","extension":1,"recommended_by":"","is_recommended":null,"recommendation":"","decided_by":"","decided_at":null,"granted_day":null,"answer":"","awaits":"decide"},"is_pressing":false},{"line":{"number":4,"title":"Ban văn bản thực hiện Nghị quyết của Ban Chấp hành Đảng bộ thành phố về công tác cán bộ.","wording":"Hoàn thành trong tháng 6/2026","last_day":"2026-06-30","at_time":null,"days_left":75,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},"request":{"kind":"question","state":"open","asked_by":"Nguyễn Thị Lan","asked_at":"2026-04-10T00:46:00Z","text":"có họp trước 30/4 không?","wanted_day":null,"wanted_time":null,"old_day":null,"extension":0,"recommended_by":"","is_recommended":null,"recommendation":"","decided_by":"","decided_at":null,"granted_day":null,"answer":"","awaits":"answer"},"is_pressing":false}],"is_overview":false}}]','2026-04-16 00:30:00.000000','2026-04-16 00:30:45.000000','waiting',NULL,'2026-04-16 00:35:00.000000',1,0,'429');
INSERT INTO "outbox" VALUES(109,1,'answer:65','answer',0,4,'telegram','504',NULL,'[{"kind":"TaskListShown","version":1,"facts":{"scope":["Ban Xây dựng Đảng"],"lines":[{"number":17,"title":"Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ cán bộ và công tác cán bộ thuộc phường, báo cáo Ban Tổ chức Thành uỷ","wording":"hoàn thành trước ngày 10/4/2026","last_day":"2026-04-09","at_time":null,"days_left":-7,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false},{"number":5,"title":"Ban hành khung năng lực theo vị trí việc làm khối đảng, cơ quan Ủy ban Mặt trận Tổ quốc Việt Nam phường","wording":"Hoàn thành trong tháng 4/2026","last_day":"2026-04-30","at_time":null,"days_left":14,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false},{"number":2,"title":"Nghiên cứu, sửa đổi, bổ sung và ban hành bộ tiêu chí đánh giá cán bộ (theo quý và cả năm)","wording":"Hoàn thành trước 15/5/2026","last_day":"2026-05-14","at_time":null,"days_left":28,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false},{"number":8,"title":"Xây dựng phương án bổ sung biên chế; điều động cán bộ; sắp xếp, bố trí cán bộ thuộc phường phù hợp, đáp ứng yêu cầu, nhiệm vụ","wording":"Hoàn thành trước 15/5/2026","last_day":"2026-05-14","at_time":null,"days_left":28,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},{"number":7,"title":"Ban hành tiêu chuẩn chức danh đối với cán bộ lãnh đạo, quản lý thuộc phường","wording":"Hoàn thành trong tháng 4/2026","last_day":"2026-05-15","at_time":null,"days_left":29,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":true,"has_obstacle":false},{"number":4,"title":"Ban văn bản thực hiện Nghị quyết của Ban Chấp hành Đảng bộ thành phố về công tác cán bộ.","wording":"Hoàn thành trong tháng 6/2026","last_day":"2026-06-30","at_time":null,"days_left":75,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false}],"total":11,"page":1,"pages":2,"is_everything":false}}]','2026-04-16 00:30:00.000000','2000-01-01 00:00:00.000000','sent',NULL,'2026-04-16 00:35:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(110,1,'answer:66','answer',0,6,'telegram','505',NULL,'[{"kind":"PeopleShown","version":1,"facts":{"lines":[{"name":"Bùi Đức Khoa","unit_names":["Đảng ủy phường"],"roles":["officer"],"is_linked":false,"away_until":null,"stand_in":null},{"name":"Phạm Quốc Hùng","unit_names":["Thường trực Đảng ủy phường"],"roles":["head","leader","officer"],"is_linked":true,"away_until":null,"stand_in":null},{"name":"Nguyễn Thị Lan","unit_names":["Ban Xây dựng Đảng"],"roles":["officer"],"is_linked":true,"away_until":null,"stand_in":null},{"name":"Vũ Đức Thành","unit_names":["Ban Xây dựng Đảng"],"roles":["head"],"is_linked":true,"away_until":null,"stand_in":null},{"name":"Trần Thu Hà","unit_names":["Văn phòng Đảng ủy"],"roles":["coordinator","officer"],"is_linked":true,"away_until":null,"stand_in":null},{"name":"Đặng Hữu Phước","unit_names":[],"roles":["administrator"],"is_linked":true,"away_until":null,"stand_in":null},{"name":"Hoàng Văn Bình","unit_names":["Ủy ban Kiểm tra Đảng ủy"],"roles":["inspector","officer"],"is_linked":true,"away_until":null,"stand_in":null},{"name":"Mai Thanh Tùng","unit_names":["Trung tâm Chính trị phường"],"roles":["officer"],"is_linked":false,"away_until":null,"stand_in":null},{"name":"Ngô Thị Hồng Nhung","unit_names":["Thường trực HĐND phường"],"roles":["officer"],"is_linked":true,"away_until":null,"stand_in":null},{"name":"Lê Văn Minh","unit_names":["UBND phường"],"roles":["officer"],"is_linked":true,"away_until":null,"stand_in":null},{"name":"Đỗ Thị Mai","unit_names":["Phòng Văn hóa - Xã hội"],"roles":["officer"],"is_linked":true,"away_until":null,"stand_in":null},{"name":"Trịnh Công Thắng","unit_names":["Phòng Kinh tế, Hạ tầng và Đô thị"],"roles":["officer"],"is_linked":false,"away_until":null,"stand_in":null}],"total":20,"unlinked":10,"page":1,"pages":2,"sought":""}}]','2026-04-16 00:30:00.000000','2000-01-01 00:00:00.000000','parked',NULL,'2026-04-16 00:35:00.000000',1,0,'400 Bad Request: can''t parse');
INSERT INTO "outbox" VALUES(111,1,'before:67','answer',0,10,'zalo','z-601',NULL,'[{"kind":"StatusCard","version":1,"facts":{"status":{"title":"Kế hoạch triển khai thực hiện Kết luận của đồng chí Tổng Bí thư tại buổi làm việc với Ban Tổ chức Trung ương","as_of":"2026-04-16T00:30:00Z","unit_id":null,"unit_name":null,"cells":{"total":5,"done_on_time":0,"done_late":0,"open_in_time":4,"open_overdue":1,"reported":0},"units":[{"unit_id":8,"name":"UBND phường","cells":{"total":5,"done_on_time":0,"done_late":0,"open_in_time":4,"open_overdue":1,"reported":0}},{"unit_id":1,"name":"Đảng ủy phường","cells":{"total":1,"done_on_time":0,"done_late":0,"open_in_time":1,"open_overdue":0,"reported":0}},{"unit_id":7,"name":"Thường trực HĐND phường","cells":{"total":1,"done_on_time":0,"done_late":0,"open_in_time":1,"open_overdue":0,"reported":0}}],"overdue":[{"number":16,"title":"Báo cáo Ban Thường vụ Đảng ủy phường về tình hình đội ngũ cán bộ, công chức của các cơ quan chuyên môn thuộc Ủy ban nhân dân phường","wording":"trước ngày 10/4/2026 (qua Ban Xây dựng Đảng)","last_day":"2026-04-09","at_time":null,"days_left":-7,"state":"open","progress":0,"period":"","lead_names":["UBND phường"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false}],"due_soon":[],"others":[],"organisation":"Đảng ủy phường Thủy Nguyên"}}}]','2026-04-16 00:30:00.000000','2000-01-01 00:00:00.000000','leased','host:1:1','2026-04-16 00:35:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(112,1,'answer:67','answer',0,10,'zalo','z-601',NULL,'[{"kind":"StatusShown","version":1,"facts":{"title":"Kế hoạch triển khai thực hiện Kết luận của đồng chí Tổng Bí thư tại buổi làm việc với Ban Tổ chức Trung ương","as_of":"2026-04-16T00:30:00Z","unit_id":null,"unit_name":null,"cells":{"total":5,"done_on_time":0,"done_late":0,"open_in_time":4,"open_overdue":1,"reported":0},"units":[{"unit_id":8,"name":"UBND phường","cells":{"total":5,"done_on_time":0,"done_late":0,"open_in_time":4,"open_overdue":1,"reported":0}},{"unit_id":1,"name":"Đảng ủy phường","cells":{"total":1,"done_on_time":0,"done_late":0,"open_in_time":1,"open_overdue":0,"reported":0}},{"unit_id":7,"name":"Thường trực HĐND phường","cells":{"total":1,"done_on_time":0,"done_late":0,"open_in_time":1,"open_overdue":0,"reported":0}}],"overdue":[{"number":16,"title":"Báo cáo Ban Thường vụ Đảng ủy phường về tình hình đội ngũ cán bộ, công chức của các cơ quan chuyên môn thuộc Ủy ban nhân dân phường","wording":"trước ngày 10/4/2026 (qua Ban Xây dựng Đảng)","last_day":"2026-04-09","at_time":null,"days_left":-7,"state":"open","progress":0,"period":"","lead_names":["UBND phường"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false}],"due_soon":[],"others":[],"organisation":"Đảng ủy phường Thủy Nguyên"}}]','2026-04-16 00:30:00.000000','2000-01-01 00:00:00.000000','waiting',NULL,NULL,0,0,NULL);
INSERT INTO "outbox" VALUES(113,1,'digest:2:2026-04-16','digest',2,2,'telegram','503',NULL,'[{"kind":"MorningDigest","version":1,"facts":{"day":"2026-04-16","name":"Phạm Quốc Hùng","items":[{"line":{"number":16,"title":"Báo cáo Ban Thường vụ Đảng ủy phường về tình hình đội ngũ cán bộ, công chức của các cơ quan chuyên môn thuộc Ủy ban nhân dân phường","wording":"trước ngày 10/4/2026 (qua Ban Xây dựng Đảng)","last_day":"2026-04-09","at_time":null,"days_left":-7,"state":"open","progress":0,"period":"","lead_names":["UBND phường"],"is_acknowledged":false,"is_extended":false,"has_obstacle":false},"reason":"overdue:7","audience":"leader"},{"line":{"number":17,"title":"Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ cán bộ và công tác cán bộ thuộc phường, báo cáo Ban Tổ chức Thành uỷ","wording":"hoàn thành trước ngày 10/4/2026","last_day":"2026-04-09","at_time":null,"days_left":-7,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false},"reason":"overdue:7","audience":"leader"}],"also_overdue":[],"waiting":[],"unreachable":[],"report":null,"requests":[],"standing_in_for":[]}}]','2026-04-16 00:30:00.000000','2026-04-16 00:30:00.000000','sent',NULL,'2026-04-16 00:35:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(114,1,'digest:3:2026-04-16','digest',2,3,'telegram','501',NULL,'[{"kind":"MorningDigest","version":1,"facts":{"day":"2026-04-16","name":"Nguyễn Thị Lan","items":[{"line":{"number":17,"title":"Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ cán bộ và công tác cán bộ thuộc phường, báo cáo Ban Tổ chức Thành uỷ","wording":"hoàn thành trước ngày 10/4/2026","last_day":"2026-04-09","at_time":null,"days_left":-7,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false},"reason":"overdue:7","audience":"lead"}],"also_overdue":[],"waiting":[],"unreachable":[],"report":null,"requests":[],"standing_in_for":[]}}]','2026-04-16 00:30:00.000000','2026-04-16 00:30:00.000000','leased','host:1:1','2026-04-16 00:35:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(115,1,'digest:4:2026-04-16','digest',2,4,'telegram','504',NULL,'[{"kind":"MorningDigest","version":1,"facts":{"day":"2026-04-16","name":"Vũ Đức Thành","items":[{"line":{"number":17,"title":"Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ cán bộ và công tác cán bộ thuộc phường, báo cáo Ban Tổ chức Thành uỷ","wording":"hoàn thành trước ngày 10/4/2026","last_day":"2026-04-09","at_time":null,"days_left":-7,"state":"open","progress":0,"period":"","lead_names":["Ban Xây dựng Đảng"],"is_acknowledged":true,"is_extended":false,"has_obstacle":false},"reason":"overdue:7","audience":"head"}],"also_overdue":[],"waiting":[],"unreachable":[],"report":null,"requests":[],"standing_in_for":[]}}]','2026-04-16 00:30:00.000000','2026-04-16 00:30:00.000000','leased','host:1:1','2026-04-16 00:35:00.000000',1,0,NULL);
INSERT INTO "outbox" VALUES(116,1,'digest:5:2026-04-16','digest',2,5,NULL,NULL,NULL,'[]','2026-04-16 00:30:00.000000','2026-04-16 00:30:00.000000','waiting',NULL,NULL,0,0,NULL);
INSERT INTO "outbox" VALUES(117,1,'digest:10:2026-04-16','digest',2,10,NULL,NULL,NULL,'[]','2026-04-16 00:30:00.000000','2026-04-16 00:30:00.000000','waiting',NULL,NULL,0,0,NULL);
INSERT INTO "outbox" VALUES(118,1,'alert:fixture','alert',1,6,'telegram','505',NULL,'[{"kind":"AdminAlert","version":1,"facts":{"at":"2026-04-16T00:30:00Z","findings":[{"kind":"late_outbox","count":2,"numbers":[]},{"kind":"unsent","count":1,"numbers":[17]}]}}]','2026-04-16 00:30:00.000000','2026-04-16 00:30:10.000000','waiting',NULL,'2026-04-16 00:35:00.000000',1,1,'ServerDisconnectedError: …');
INSERT INTO "outbox" VALUES(119,1,'down:2026-04-14T22:30:00+00:00:2','news',1,2,NULL,NULL,NULL,'[{"kind":"ReceivingWasDown","version":1,"facts":{"since":"2026-04-14T22:30:00Z","until":"2026-04-16T00:30:00Z"}}]','2026-04-16 00:30:00.000000','2026-04-16 00:30:00.000000','waiting',NULL,NULL,0,0,NULL);
INSERT INTO "outbox" VALUES(120,1,'down:2026-04-14T22:30:00+00:00:3','news',1,3,NULL,NULL,NULL,'[{"kind":"ReceivingWasDown","version":1,"facts":{"since":"2026-04-14T22:30:00Z","until":"2026-04-16T00:30:00Z"}}]','2026-04-16 00:30:00.000000','2026-04-16 00:30:00.000000','waiting',NULL,NULL,0,0,NULL);
INSERT INTO "outbox" VALUES(121,1,'down:2026-04-14T22:30:00+00:00:4','news',1,4,NULL,NULL,NULL,'[{"kind":"ReceivingWasDown","version":1,"facts":{"since":"2026-04-14T22:30:00Z","until":"2026-04-16T00:30:00Z"}}]','2026-04-16 00:30:00.000000','2026-04-16 00:30:00.000000','waiting',NULL,NULL,0,0,NULL);
INSERT INTO "outbox" VALUES(122,1,'down:2026-04-14T22:30:00+00:00:5','news',1,5,NULL,NULL,NULL,'[{"kind":"ReceivingWasDown","version":1,"facts":{"since":"2026-04-14T22:30:00Z","until":"2026-04-16T00:30:00Z"}}]','2026-04-16 00:30:00.000000','2026-04-16 00:30:00.000000','waiting',NULL,NULL,0,0,NULL);
INSERT INTO "outbox" VALUES(123,1,'down:2026-04-14T22:30:00+00:00:6','news',1,6,NULL,NULL,NULL,'[{"kind":"ReceivingWasDown","version":1,"facts":{"since":"2026-04-14T22:30:00Z","until":"2026-04-16T00:30:00Z"}}]','2026-04-16 00:30:00.000000','2026-04-16 00:30:00.000000','waiting',NULL,NULL,0,0,NULL);
INSERT INTO "outbox" VALUES(124,1,'down:2026-04-14T22:30:00+00:00:7','news',1,7,NULL,NULL,NULL,'[{"kind":"ReceivingWasDown","version":1,"facts":{"since":"2026-04-14T22:30:00Z","until":"2026-04-16T00:30:00Z"}}]','2026-04-16 00:30:00.000000','2026-04-16 00:30:00.000000','waiting',NULL,NULL,0,0,NULL);
INSERT INTO "outbox" VALUES(125,1,'down:2026-04-14T22:30:00+00:00:9','news',1,9,NULL,NULL,NULL,'[{"kind":"ReceivingWasDown","version":1,"facts":{"since":"2026-04-14T22:30:00Z","until":"2026-04-16T00:30:00Z"}}]','2026-04-16 00:30:00.000000','2026-04-16 00:30:00.000000','waiting',NULL,NULL,0,0,NULL);
INSERT INTO "outbox" VALUES(126,1,'down:2026-04-14T22:30:00+00:00:10','news',1,10,NULL,NULL,NULL,'[{"kind":"ReceivingWasDown","version":1,"facts":{"since":"2026-04-14T22:30:00Z","until":"2026-04-16T00:30:00Z"}}]','2026-04-16 00:30:00.000000','2026-04-16 00:30:00.000000','waiting',NULL,NULL,0,0,NULL);
INSERT INTO "outbox" VALUES(127,1,'down:2026-04-14T22:30:00+00:00:11','news',1,11,NULL,NULL,NULL,'[{"kind":"ReceivingWasDown","version":1,"facts":{"since":"2026-04-14T22:30:00Z","until":"2026-04-16T00:30:00Z"}}]','2026-04-16 00:30:00.000000','2026-04-16 00:30:00.000000','waiting',NULL,NULL,0,0,NULL);
INSERT INTO "outbox" VALUES(128,1,'down:2026-04-14T22:30:00+00:00:14','news',1,14,NULL,NULL,NULL,'[{"kind":"ReceivingWasDown","version":1,"facts":{"since":"2026-04-14T22:30:00Z","until":"2026-04-16T00:30:00Z"}}]','2026-04-16 00:30:00.000000','2026-04-16 00:30:00.000000','waiting',NULL,NULL,0,0,NULL);
CREATE TABLE person (
	id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	"key" VARCHAR(200) NOT NULL, 
	language VARCHAR(5) NOT NULL, preferred_channel VARCHAR(20), morning_at TIME, feed_key VARCHAR(64), removed_at DATETIME, 
	CONSTRAINT pk_person PRIMARY KEY (id), 
	CONSTRAINT fk_person_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id), 
	CONSTRAINT uq_person_organisation_id_key UNIQUE (organisation_id, "key")
);
INSERT INTO "person" VALUES(1,1,'Bùi Đức Khoa','bui duc khoa','vi',NULL,NULL,NULL,NULL);
INSERT INTO "person" VALUES(2,1,'Phạm Quốc Hùng','pham quoc hung','vi',NULL,NULL,NULL,NULL);
INSERT INTO "person" VALUES(3,1,'Nguyễn Thị Lan','nguyen thi lan','vi',NULL,NULL,'3-S1Mm-A12eXcfj4bgKuzTdW2kfRmAQGLkV_W6F9scwDc',NULL);
INSERT INTO "person" VALUES(4,1,'Vũ Đức Thành','vu duc thanh','vi',NULL,NULL,NULL,NULL);
INSERT INTO "person" VALUES(5,1,'Trần Thu Hà','tran thu ha','vi','telegram',NULL,NULL,NULL);
INSERT INTO "person" VALUES(6,1,'Đặng Hữu Phước','dang huu phuoc','vi',NULL,NULL,NULL,NULL);
INSERT INTO "person" VALUES(7,1,'Hoàng Văn Bình','hoang van binh','vi',NULL,NULL,NULL,NULL);
INSERT INTO "person" VALUES(8,1,'Mai Thanh Tùng','mai thanh tung','vi',NULL,NULL,NULL,NULL);
INSERT INTO "person" VALUES(9,1,'Ngô Thị Hồng Nhung','ngo thi hong nhung','vi',NULL,'07:00:00.000000',NULL,NULL);
INSERT INTO "person" VALUES(10,1,'Lê Văn Minh','le van minh','en',NULL,NULL,NULL,NULL);
INSERT INTO "person" VALUES(11,1,'Đỗ Thị Mai','do thi mai','vi',NULL,NULL,NULL,NULL);
INSERT INTO "person" VALUES(12,1,'Trịnh Công Thắng','trinh cong thang','vi',NULL,NULL,NULL,NULL);
INSERT INTO "person" VALUES(13,1,'Lương Thị Ngọc Diệp','luong thi ngoc diep','vi',NULL,NULL,NULL,NULL);
INSERT INTO "person" VALUES(14,1,'Phan Thị Thu Trang','phan thi thu trang','vi',NULL,NULL,NULL,NULL);
INSERT INTO "person" VALUES(15,1,'Vũ Thị Bích Thủy','vu thi bich thuy','vi',NULL,NULL,NULL,NULL);
INSERT INTO "person" VALUES(16,1,'Cao Minh Đức','cao minh duc','vi',NULL,NULL,NULL,NULL);
INSERT INTO "person" VALUES(17,1,'Đinh Xuân Lộc','dinh xuan loc','vi',NULL,NULL,NULL,NULL);
INSERT INTO "person" VALUES(18,1,'Tạ Hồng Sơn','ta hong son','vi',NULL,NULL,NULL,NULL);
INSERT INTO "person" VALUES(19,1,'Nguyễn Văn Thọ','nguyen van tho','vi',NULL,NULL,NULL,NULL);
INSERT INTO "person" VALUES(20,1,'Lã Thị Kim Oanh','la thi kim oanh','vi',NULL,NULL,NULL,NULL);
CREATE TABLE "plan" (
	id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	title TEXT NOT NULL, 
	number VARCHAR(100), 
	issuer VARCHAR(300), 
	issued_on DATE, 
	file_name VARCHAR(300) NOT NULL, 
	file_hash VARCHAR(64) NOT NULL, 
	imported_at DATETIME NOT NULL, 
	CONSTRAINT pk_plan PRIMARY KEY (id), 
	CONSTRAINT fk_plan_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id), 
	CONSTRAINT uq_plan_organisation_id_file_hash UNIQUE (organisation_id, file_hash)
);
INSERT INTO "plan" VALUES(1,1,'Kế hoạch triển khai thực hiện Kết luận của đồng chí Tổng Bí thư tại buổi làm việc với Ban Tổ chức Trung ương',NULL,'Ban Thường vụ Đảng ủy phường Thủy Nguyên','2026-04-09','ke-hoach-thuy-nguyen.txt','a1d08ebc7424c7af1ebab4876747251e1619e2b2a7f66afff4b9e20916c88973','2026-04-09 08:00:00.000000');
INSERT INTO "plan" VALUES(2,1,'',NULL,NULL,NULL,'','orders','2026-04-13 00:32:00.000000');
CREATE TABLE plan_version (
	id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	plan_id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	file_name VARCHAR(300) NOT NULL, 
	file_hash VARCHAR(64) NOT NULL, 
	imported_at DATETIME NOT NULL, 
	CONSTRAINT pk_plan_version PRIMARY KEY (id), 
	CONSTRAINT fk_plan_version_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id), 
	CONSTRAINT fk_plan_version_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id), 
	CONSTRAINT uq_plan_version_organisation_id_file_hash UNIQUE (organisation_id, file_hash), 
	CONSTRAINT uq_plan_version_plan_id_version UNIQUE (plan_id, version)
);
CREATE TABLE receipt (
	id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	outbox_id INTEGER NOT NULL, 
	channel VARCHAR(20) NOT NULL, 
	chat_id VARCHAR(80) NOT NULL, 
	message_id VARCHAR(80) NOT NULL, 
	sent_at DATETIME NOT NULL, 
	text TEXT NOT NULL, 
	CONSTRAINT pk_receipt PRIMARY KEY (id), 
	CONSTRAINT fk_receipt_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id), 
	CONSTRAINT fk_receipt_outbox_id FOREIGN KEY(outbox_id) REFERENCES outbox (id), 
	CONSTRAINT uq_receipt_outbox_id UNIQUE (outbox_id)
);
INSERT INTO "receipt" VALUES(1,1,1,'telegram','501','901','2026-04-09 08:01:00.000000','✅ Xin chào đồng chí Nguyễn Thị Lan. Tài khoản của đồng chí đã được liên kết.
Đơn vị: Ban Xây dựng Đảng
Vai trò: đầu mối của đơn vị
Hiện có 14 việc chưa xong. Gõ /viec để xem.
Việc đến hạn sẽ được nhắc vào buổi sáng ngày làm việc.

Gõ /trogiup để xem cách dùng.');
INSERT INTO "receipt" VALUES(2,1,2,'telegram','502','902','2026-04-09 08:02:00.000000','✅ Xin chào đồng chí Trần Thu Hà. Tài khoản của đồng chí đã được liên kết.
Đơn vị: Văn phòng Đảng ủy
Vai trò: cán bộ theo dõi, đôn đốc, đầu mối của đơn vị
Hiện có 18 việc chưa xong. Gõ /viec để xem.
Việc đến hạn sẽ được nhắc vào buổi sáng ngày làm việc.

Gõ /trogiup để xem cách dùng.');
INSERT INTO "receipt" VALUES(3,1,3,'telegram','503','903','2026-04-09 08:03:00.000000','✅ Xin chào đồng chí Phạm Quốc Hùng. Tài khoản của đồng chí đã được liên kết.
Đơn vị: Thường trực Đảng ủy phường
Vai trò: thủ trưởng đơn vị, lãnh đạo, đầu mối của đơn vị
Hiện có 18 việc chưa xong. Gõ /viec để xem.
Việc đến hạn sẽ được nhắc vào buổi sáng ngày làm việc.

Gõ /trogiup để xem cách dùng.');
INSERT INTO "receipt" VALUES(4,1,4,'telegram','504','904','2026-04-09 08:04:00.000000','✅ Xin chào đồng chí Vũ Đức Thành. Tài khoản của đồng chí đã được liên kết.
Đơn vị: Ban Xây dựng Đảng
Vai trò: thủ trưởng đơn vị
Hiện có 14 việc chưa xong. Gõ /viec để xem.
Việc đến hạn sẽ được nhắc vào buổi sáng ngày làm việc.

Gõ /trogiup để xem cách dùng.');
INSERT INTO "receipt" VALUES(5,1,5,'telegram','505','905','2026-04-09 08:05:00.000000','✅ Xin chào đồng chí Đặng Hữu Phước. Tài khoản của đồng chí đã được liên kết.
Vai trò: quản trị hệ thống
Hiện có 18 việc chưa xong. Gõ /viec để xem.
Việc đến hạn sẽ được nhắc vào buổi sáng ngày làm việc.

Gõ /trogiup để xem cách dùng.');
INSERT INTO "receipt" VALUES(6,1,6,'telegram','506','906','2026-04-09 08:06:00.000000','✅ Xin chào đồng chí Hoàng Văn Bình. Tài khoản của đồng chí đã được liên kết.
Đơn vị: Ủy ban Kiểm tra Đảng ủy
Vai trò: cán bộ kiểm tra, đầu mối của đơn vị
Hiện có 18 việc chưa xong. Gõ /viec để xem.
Việc đến hạn sẽ được nhắc vào buổi sáng ngày làm việc.

Gõ /trogiup để xem cách dùng.');
INSERT INTO "receipt" VALUES(7,1,7,'telegram','507','907','2026-04-09 08:07:00.000000','✅ Xin chào đồng chí Ngô Thị Hồng Nhung. Tài khoản của đồng chí đã được liên kết.
Đơn vị: Thường trực HĐND phường
Vai trò: đầu mối của đơn vị
Hiện có 1 việc chưa xong. Gõ /viec để xem.
Việc đến hạn sẽ được nhắc vào buổi sáng ngày làm việc.

Gõ /trogiup để xem cách dùng.');
INSERT INTO "receipt" VALUES(8,1,8,'zalo','z-601','zs908','2026-04-09 08:08:00.000000','✅ Xin chào đồng chí Lê Văn Minh. Tài khoản của đồng chí đã được liên kết.
Đơn vị: UBND phường
Vai trò: đầu mối của đơn vị
Hiện có 5 việc chưa xong. Gõ /viec để xem.
Việc đến hạn sẽ được nhắc vào buổi sáng ngày làm việc.

Gõ /trogiup để xem cách dùng.');
INSERT INTO "receipt" VALUES(9,1,9,'zalo','z-602','zs909','2026-04-09 08:09:00.000000','✅ Xin chào đồng chí Đỗ Thị Mai. Tài khoản của đồng chí đã được liên kết.
Đơn vị: Phòng Văn hóa - Xã hội
Vai trò: đầu mối của đơn vị
Hiện có 10 việc chưa xong. Gõ /viec để xem.
Việc đến hạn sẽ được nhắc vào buổi sáng ngày làm việc.

Gõ /trogiup để xem cách dùng.');
INSERT INTO "receipt" VALUES(10,1,10,'zalo','z-603','zs910','2026-04-09 08:10:00.000000','✅ Xin chào đồng chí Trần Thu Hà. Tài khoản của đồng chí đã được liên kết.
Đơn vị: Văn phòng Đảng ủy
Vai trò: cán bộ theo dõi, đôn đốc, đầu mối của đơn vị
Hiện có 18 việc chưa xong. Gõ /viec để xem.
Việc đến hạn sẽ được nhắc vào buổi sáng ngày làm việc.

Gõ /trogiup để xem cách dùng.');
INSERT INTO "receipt" VALUES(11,1,11,'zalo','z-604','zs911','2026-04-09 08:11:00.000000','✅ Xin chào đồng chí Phan Thị Thu Trang. Tài khoản của đồng chí đã được liên kết.
Đơn vị: Ủy ban MTTQ Việt Nam phường
Vai trò: đầu mối của đơn vị
Hiện có 10 việc chưa xong. Gõ /viec để xem.
Việc đến hạn sẽ được nhắc vào buổi sáng ngày làm việc.

Gõ /trogiup để xem cách dùng.');
INSERT INTO "receipt" VALUES(12,1,12,'telegram','501','912','2026-04-10 00:30:00.000000','Đ/c Nguyễn Thị Lan: 1 việc quá hạn, 1 việc sắp đến hạn
Thứ Sáu, 10/4/2026

🔴 QUÁ HẠN
17. Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ cán bộ và…
Hạn theo kế hoạch: hoàn thành trước ngày 10/4/2026 – chậm nhất thứ Năm, 9/4/2026, quá hạn 1 ngày

🟡 SẮP ĐẾN HẠN
3. Rà soát, đánh giá tổng thể về số lượng, chất lượng đội ngũ cán bộ…
Hạn theo kế hoạch: Hoàn thành trước ngày 15/4/2026 – chậm nhất thứ Ba, 14/4/2026, còn 4 ngày

Bấm nút hoặc trả lời, ví dụ: xong 17');
INSERT INTO "receipt" VALUES(13,1,13,'telegram','504','913','2026-04-10 00:30:00.000000','Đ/c Vũ Đức Thành: 1 việc cần đôn đốc
Thứ Sáu, 10/4/2026

🔔 CẦN ĐÔN ĐỐC
17. Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ cán bộ và…
Hạn theo kế hoạch: hoàn thành trước ngày 10/4/2026 – chậm nhất thứ Năm, 9/4/2026, quá hạn 1 ngày
Chủ trì: Ban Xây dựng Đảng

Bấm nút hoặc trả lời, ví dụ: ct 17');
INSERT INTO "receipt" VALUES(14,1,14,'telegram','502','914','2026-04-10 00:30:00.000000','Đ/c Trần Thu Hà: 2 việc cần đôn đốc, 1 việc phối hợp
Thứ Sáu, 10/4/2026

🔔 CẦN ĐÔN ĐỐC
16. Báo cáo Ban Thường vụ Đảng ủy phường về tình hình đội ngũ cán bộ…
Hạn theo kế hoạch: trước ngày 10/4/2026 (qua Ban Xây dựng Đảng) – chậm nhất thứ Năm, 9/4/2026, quá hạn 1 ngày
Chủ trì: UBND phường

17. Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ cán bộ và…
Hạn theo kế hoạch: hoàn thành trước ngày 10/4/2026 – chậm nhất thứ Năm, 9/4/2026, quá hạn 1 ngày
Chủ trì: Ban Xây dựng Đảng

⚪ PHỐI HỢP
3. Rà soát, đánh giá tổng thể về số lượng, chất lượng đội ngũ cán bộ…
Hạn theo kế hoạch: Hoàn thành trước ngày 15/4/2026 – chậm nhất thứ Ba, 14/4/2026, còn 4 ngày
Chủ trì: Ban Xây dựng Đảng

Bấm nút hoặc trả lời, ví dụ: ct 16');
INSERT INTO "receipt" VALUES(15,1,15,'telegram','506','915','2026-04-10 00:30:00.000000','Đ/c Hoàng Văn Bình: 1 việc phối hợp
Thứ Sáu, 10/4/2026

⚪ PHỐI HỢP
3. Rà soát, đánh giá tổng thể về số lượng, chất lượng đội ngũ cán bộ…
Hạn theo kế hoạch: Hoàn thành trước ngày 15/4/2026 – chậm nhất thứ Ba, 14/4/2026, còn 4 ngày
Chủ trì: Ban Xây dựng Đảng

Bấm nút hoặc trả lời, ví dụ: ct 3');
INSERT INTO "receipt" VALUES(16,1,16,'zalo','z-601','zs916','2026-04-10 00:30:00.000000','Đ/c Lê Văn Minh: 1 việc quá hạn
Thứ Sáu, 10/4/2026

🔴 QUÁ HẠN
16. Báo cáo Ban Thường vụ Đảng ủy phường về tình hình đội ngũ cán bộ…
Hạn theo kế hoạch: trước ngày 10/4/2026 (qua Ban Xây dựng Đảng) – chậm nhất thứ Năm, 9/4/2026, quá hạn 1 ngày

Trả lời: nhan 16 · xong 16 · tiendo 16 60 · ct 16 (xem chi tiết)');
INSERT INTO "receipt" VALUES(17,1,17,'zalo','z-602','zs917','2026-04-10 00:30:00.000000','Đ/c Đỗ Thị Mai: 1 việc phối hợp
Thứ Sáu, 10/4/2026

⚪ PHỐI HỢP
3. Rà soát, đánh giá tổng thể về số lượng, chất lượng đội ngũ cán bộ…
Hạn theo kế hoạch: Hoàn thành trước ngày 15/4/2026 – chậm nhất thứ Ba, 14/4/2026, còn 4 ngày
Chủ trì: Ban Xây dựng Đảng

Trả lời: ct 3');
INSERT INTO "receipt" VALUES(18,1,18,'zalo','z-604','zs918','2026-04-10 00:30:00.000000','Đ/c Phan Thị Thu Trang: 1 việc phối hợp
Thứ Sáu, 10/4/2026

⚪ PHỐI HỢP
3. Rà soát, đánh giá tổng thể về số lượng, chất lượng đội ngũ cán bộ…
Hạn theo kế hoạch: Hoàn thành trước ngày 15/4/2026 – chậm nhất thứ Ba, 14/4/2026, còn 4 ngày
Chủ trì: Ban Xây dựng Đảng

Trả lời: ct 3');
INSERT INTO "receipt" VALUES(19,1,19,'telegram','501','919','2026-04-10 00:31:00.000000','✅ Đã ghi nhận: đồng chí nhận việc 3
Rà soát, đánh giá tổng thể về số lượng, chất lượng đội ngũ cán bộ…
Hạn theo kế hoạch: Hoàn thành trước ngày 15/4/2026 – chậm nhất thứ Ba, 14/4/2026, còn 4 ngày

✅ Đã ghi nhận: đồng chí nhận việc 2
Nghiên cứu, sửa đổi, bổ sung và ban hành bộ tiêu chí đánh giá cán bộ…
Hạn theo kế hoạch: Hoàn thành trước 15/5/2026 – chậm nhất thứ Năm, 14/5/2026, còn 34 ngày

✅ Đã ghi nhận: đồng chí nhận việc 5
Ban hành khung năng lực theo vị trí việc làm khối đảng, cơ quan Ủy…
Hạn theo kế hoạch: Hoàn thành trong tháng 4/2026 – chậm nhất thứ Năm, 30/4/2026, còn 20 ngày

Bấm nút hoặc trả lời, ví dụ: xong 3
Bấm nút hoặc trả lời, ví dụ: xong 2
Bấm nút hoặc trả lời, ví dụ: xong 5');
INSERT INTO "receipt" VALUES(20,1,20,'telegram','501','920','2026-04-10 00:32:00.000000','✅ Đã ghi nhận: việc 3 làm được 60%
Rà soát, đánh giá tổng thể về số lượng, chất lượng đội ngũ cán bộ…
Ghi chú: còn chờ số liệu
Hạn theo kế hoạch: Hoàn thành trước ngày 15/4/2026 – chậm nhất thứ Ba, 14/4/2026, còn 4 ngày

Nếu nhầm, gõ /hoantac');
INSERT INTO "receipt" VALUES(21,1,21,'telegram','501','921','2026-04-10 00:33:00.000000','✅ Đã ghi nhận: việc 3 xong, đúng hạn
Rà soát, đánh giá tổng thể về số lượng, chất lượng đội ngũ cán bộ…
Ghi chú: đã có báo cáo số 12-BC/BXDĐ
Chờ cán bộ theo dõi xác nhận.

Nếu nhầm, gõ /hoantac');
INSERT INTO "receipt" VALUES(22,1,22,'telegram','501','922','2026-04-10 00:34:00.000000','✅ Việc 3 được xác nhận hoàn thành, đúng hạn
Rà soát, đánh giá tổng thể về số lượng, chất lượng đội ngũ cán bộ…
Người xác nhận: đ/c Trần Thu Hà');
INSERT INTO "receipt" VALUES(23,1,23,'telegram','502','923','2026-04-10 00:34:00.000000','✅ Đã xác nhận: việc 3 hoàn thành, đúng hạn
Rà soát, đánh giá tổng thể về số lượng, chất lượng đội ngũ cán bộ…
Người báo: đ/c Nguyễn Thị Lan

Nếu nhầm, gõ /hoantac');
INSERT INTO "receipt" VALUES(24,1,24,'telegram','501','924','2026-04-10 00:35:00.000000','✅ Đã ghi nhận: việc 17 xong, chậm so với hạn
Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ cán bộ và…
Ghi chú: đã gửi
Chờ cán bộ theo dõi xác nhận.

Nếu nhầm, gõ /hoantac');
INSERT INTO "receipt" VALUES(25,1,25,'telegram','501','925','2026-04-10 00:36:00.000000','⚠️ Việc 17 bị trả lại, cần làm tiếp
Lý do: thiếu phụ lục
Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ cán bộ và…
Hạn theo kế hoạch: hoàn thành trước ngày 10/4/2026 – chậm nhất thứ Năm, 9/4/2026, quá hạn 1 ngày
Người trả lại: đ/c Trần Thu Hà

Làm xong, đồng chí báo lại: xong 17');
INSERT INTO "receipt" VALUES(26,1,26,'telegram','502','926','2026-04-10 00:36:00.000000','↩ Đã trả lại việc 17
Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ cán bộ và…
Lý do: thiếu phụ lục
Hệ thống sẽ báo đ/c Nguyễn Thị Lan biết.

Nếu nhầm, gõ /hoantac');
INSERT INTO "receipt" VALUES(27,1,27,'telegram','502','928','2026-04-10 00:37:00.000000','⏳ Đ/c Nguyễn Thị Lan xin gia hạn việc 7 đến thứ Tư, 20/5/2026
Ban hành tiêu chuẩn chức danh đối với cán bộ lãnh đạo, quản lý thuộc…
Hạn hiện nay: thứ Năm, 30/4/2026
Lý do: chờ số liệu của các chi bộ

Đề nghị lãnh đạo duyệt: duyet 7 · đề nghị không duyệt: tuchoi 7 lý do');
INSERT INTO "receipt" VALUES(28,1,28,'telegram','501','927','2026-04-10 00:37:00.000000','✅ Đã ghi nhận: đồng chí xin gia hạn việc 7 đến thứ Tư, 20/5/2026
Ban hành tiêu chuẩn chức danh đối với cán bộ lãnh đạo, quản lý thuộc…
Hạn hiện nay: thứ Năm, 30/4/2026
Lý do: chờ số liệu của các chi bộ

Yêu cầu được xem xét và báo lại đồng chí. Nếu nhầm, gõ /hoantac');
INSERT INTO "receipt" VALUES(29,1,29,'telegram','503','930','2026-04-10 00:38:00.000000','⏳ Đ/c Nguyễn Thị Lan xin gia hạn việc 7 đến thứ Tư, 20/5/2026
Ban hành tiêu chuẩn chức danh đối với cán bộ lãnh đạo, quản lý thuộc…
Hạn hiện nay: thứ Năm, 30/4/2026
Lý do: chờ số liệu của các chi bộ
Đ/c Trần Thu Hà đề nghị duyệt

Trả lời: duyet 7 · ngày khác: duyet 7 30/5 · tuchoi 7 lý do');
INSERT INTO "receipt" VALUES(30,1,30,'telegram','502','929','2026-04-10 00:38:00.000000','✅ Đã chuyển lãnh đạo: đề nghị gia hạn việc 7 đến thứ Tư, 20/5/2026
Ban hành tiêu chuẩn chức danh đối với cán bộ lãnh đạo, quản lý thuộc…
Hạn hiện nay: thứ Năm, 30/4/2026
Lý do: chờ số liệu của các chi bộ
Đ/c Trần Thu Hà đề nghị duyệt');
INSERT INTO "receipt" VALUES(31,1,31,'telegram','501','932','2026-04-10 00:39:00.000000','✅ Việc 7 được gia hạn đến thứ Sáu, 15/5/2026
Ban hành tiêu chuẩn chức danh đối với cán bộ lãnh đạo, quản lý thuộc…
Hạn cũ: thứ Năm, 30/4/2026
Lý do xin gia hạn: chờ số liệu của các chi bộ
Người quyết định: đ/c Phạm Quốc Hùng');
INSERT INTO "receipt" VALUES(32,1,32,'telegram','504','933','2026-04-10 00:39:00.000000','✅ Việc 7 được gia hạn đến thứ Sáu, 15/5/2026
Ban hành tiêu chuẩn chức danh đối với cán bộ lãnh đạo, quản lý thuộc…
Hạn cũ: thứ Năm, 30/4/2026
Lý do xin gia hạn: chờ số liệu của các chi bộ
Người quyết định: đ/c Phạm Quốc Hùng');
INSERT INTO "receipt" VALUES(33,1,33,'telegram','502','934','2026-04-10 00:39:00.000000','✅ Việc 7 được gia hạn đến thứ Sáu, 15/5/2026
Ban hành tiêu chuẩn chức danh đối với cán bộ lãnh đạo, quản lý thuộc…
Hạn cũ: thứ Năm, 30/4/2026
Lý do xin gia hạn: chờ số liệu của các chi bộ
Người quyết định: đ/c Phạm Quốc Hùng');
INSERT INTO "receipt" VALUES(34,1,34,'telegram','506','935','2026-04-10 00:39:00.000000','✅ Việc 7 được gia hạn đến thứ Sáu, 15/5/2026
Ban hành tiêu chuẩn chức danh đối với cán bộ lãnh đạo, quản lý thuộc…
Hạn cũ: thứ Năm, 30/4/2026
Lý do xin gia hạn: chờ số liệu của các chi bộ
Người quyết định: đ/c Phạm Quốc Hùng');
INSERT INTO "receipt" VALUES(35,1,35,'zalo','z-602','zs936','2026-04-10 00:39:00.000000','✅ Việc 7 được gia hạn đến thứ Sáu, 15/5/2026
Ban hành tiêu chuẩn chức danh đối với cán bộ lãnh đạo, quản lý thuộc…
Hạn cũ: thứ Năm, 30/4/2026
Lý do xin gia hạn: chờ số liệu của các chi bộ
Người quyết định: đ/c Phạm Quốc Hùng');
INSERT INTO "receipt" VALUES(36,1,36,'zalo','z-604','zs937','2026-04-10 00:39:00.000000','✅ Việc 7 được gia hạn đến thứ Sáu, 15/5/2026
Ban hành tiêu chuẩn chức danh đối với cán bộ lãnh đạo, quản lý thuộc…
Hạn cũ: thứ Năm, 30/4/2026
Lý do xin gia hạn: chờ số liệu của các chi bộ
Người quyết định: đ/c Phạm Quốc Hùng');
INSERT INTO "receipt" VALUES(37,1,37,'telegram','503','931','2026-04-10 00:39:00.000000','✅ Việc 7 được gia hạn đến thứ Sáu, 15/5/2026
Ban hành tiêu chuẩn chức danh đối với cán bộ lãnh đạo, quản lý thuộc…
Hạn cũ: thứ Năm, 30/4/2026
Lý do xin gia hạn: chờ số liệu của các chi bộ
Người quyết định: đ/c Phạm Quốc Hùng');
INSERT INTO "receipt" VALUES(38,1,38,'telegram','502','939','2026-04-10 00:40:00.000000','⏳ Đ/c Nguyễn Thị Lan xin gia hạn việc 5 đến thứ Hai, 25/5/2026
Ban hành khung năng lực theo vị trí việc làm khối đảng, cơ quan Ủy…
Hạn hiện nay: thứ Năm, 30/4/2026
Lý do: chờ ý kiến cấp trên

Đề nghị lãnh đạo duyệt: duyet 5 · đề nghị không duyệt: tuchoi 5 lý do');
INSERT INTO "receipt" VALUES(39,1,39,'telegram','501','938','2026-04-10 00:40:00.000000','✅ Đã ghi nhận: đồng chí xin gia hạn việc 5 đến thứ Hai, 25/5/2026
Ban hành khung năng lực theo vị trí việc làm khối đảng, cơ quan Ủy…
Hạn hiện nay: thứ Năm, 30/4/2026
Lý do: chờ ý kiến cấp trên

Yêu cầu được xem xét và báo lại đồng chí. Nếu nhầm, gõ /hoantac');
INSERT INTO "receipt" VALUES(40,1,40,'telegram','502','941','2026-04-10 00:41:00.000000','⚠️ Việc 9 đang vướng mắc
Xây dựng kế hoạch cử cán bộ khối chính quyền tham gia đào tạo, bồi…
⚠️ Vướng mắc: chưa có kinh phí
Người báo: đ/c Lê Văn Minh
Hạn theo kế hoạch: Hoàn thành trong quý II/2026 – chậm nhất thứ Ba, 30/6/2026, còn 81 ngày');
INSERT INTO "receipt" VALUES(41,1,41,'zalo','z-601','zs940','2026-04-10 00:41:00.000000','✅ Đã ghi nhận vướng mắc của việc 9; thủ trưởng và cán bộ theo dõi được báo
Xây dựng kế hoạch cử cán bộ khối chính quyền tham gia đào tạo, bồi…
⚠️ Vướng mắc: chưa có kinh phí
Hạn theo kế hoạch: Hoàn thành trong quý II/2026 – chậm nhất thứ Ba, 30/6/2026, còn 81 ngày

Nếu nhầm, gõ /hoantac');
INSERT INTO "receipt" VALUES(42,1,42,'telegram','502','943','2026-04-10 00:42:00.000000','✅ Việc 9 đã hết vướng mắc
Xây dựng kế hoạch cử cán bộ khối chính quyền tham gia đào tạo, bồi…
Vướng mắc trước đây: chưa có kinh phí
Người báo: đ/c Lê Văn Minh
Hạn theo kế hoạch: Hoàn thành trong quý II/2026 – chậm nhất thứ Ba, 30/6/2026, còn 81 ngày');
INSERT INTO "receipt" VALUES(43,1,43,'zalo','z-601','zs942','2026-04-10 00:42:00.000000','✅ Đã ghi nhận: việc 9 hết vướng mắc
Xây dựng kế hoạch cử cán bộ khối chính quyền tham gia đào tạo, bồi…
Vướng mắc trước đây: chưa có kinh phí
Hạn theo kế hoạch: Hoàn thành trong quý II/2026 – chậm nhất thứ Ba, 30/6/2026, còn 81 ngày

Nếu nhầm, gõ /hoantac');
INSERT INTO "receipt" VALUES(44,1,44,'telegram','502','945','2026-04-10 00:43:00.000000','⚠️ Việc 6 đang vướng mắc
Ban hành danh mục vị trí việc làm, khung năng lực theo vị trí việc…
⚠️ Vướng mắc: chưa có hướng dẫn
Người báo: đ/c Lê Văn Minh
Hạn theo kế hoạch: Hoàn thành trong tháng 4/2026 – chậm nhất thứ Năm, 30/4/2026, còn 20 ngày');
INSERT INTO "receipt" VALUES(45,1,45,'zalo','z-601','zs944','2026-04-10 00:43:00.000000','✅ Đã ghi nhận vướng mắc của việc 6; thủ trưởng và cán bộ theo dõi được báo
Ban hành danh mục vị trí việc làm, khung năng lực theo vị trí việc…
⚠️ Vướng mắc: chưa có hướng dẫn
Hạn theo kế hoạch: Hoàn thành trong tháng 4/2026 – chậm nhất thứ Năm, 30/4/2026, còn 20 ngày

Nếu nhầm, gõ /hoantac');
INSERT INTO "receipt" VALUES(46,1,46,'telegram','503','947','2026-04-10 00:44:00.000000','❓ Đ/c Nguyễn Thị Lan xin ý kiến về việc 8
Xây dựng phương án bổ sung biên chế; điều động cán bộ; sắp xếp, bố…
Hạn theo kế hoạch: Hoàn thành trước 15/5/2026 – chậm nhất thứ Năm, 14/5/2026, còn 34 ngày
Câu hỏi: có mời chi bộ không?

Trả lời ngay tin này, hoặc gõ: traloi 8 nội dung');
INSERT INTO "receipt" VALUES(47,1,47,'telegram','501','946','2026-04-10 00:44:00.000000','✅ Đã chuyển lãnh đạo câu hỏi về việc 8
Xây dựng phương án bổ sung biên chế; điều động cán bộ; sắp xếp, bố…
Hạn theo kế hoạch: Hoàn thành trước 15/5/2026 – chậm nhất thứ Năm, 14/5/2026, còn 34 ngày
Câu hỏi: có mời chi bộ không?

Có ý kiến, hệ thống báo đồng chí ngay. Nếu nhầm, gõ /hoantac');
INSERT INTO "receipt" VALUES(48,1,48,'telegram','501','949','2026-04-10 00:45:00.000000','💬 Đ/c Phạm Quốc Hùng cho ý kiến về việc 8
Xây dựng phương án bổ sung biên chế; điều động cán bộ; sắp xếp, bố…
Hạn theo kế hoạch: Hoàn thành trước 15/5/2026 – chậm nhất thứ Năm, 14/5/2026, còn 34 ngày
Câu hỏi: có mời chi bộ không?
Ý kiến: đồng ý mời');
INSERT INTO "receipt" VALUES(49,1,49,'telegram','502','950','2026-04-10 00:45:00.000000','💬 Đ/c Phạm Quốc Hùng cho ý kiến về việc 8
Xây dựng phương án bổ sung biên chế; điều động cán bộ; sắp xếp, bố…
Hạn theo kế hoạch: Hoàn thành trước 15/5/2026 – chậm nhất thứ Năm, 14/5/2026, còn 34 ngày
Câu hỏi: có mời chi bộ không?
Ý kiến: đồng ý mời');
INSERT INTO "receipt" VALUES(50,1,50,'telegram','503','948','2026-04-10 00:45:00.000000','💬 Đ/c Phạm Quốc Hùng cho ý kiến về việc 8
Xây dựng phương án bổ sung biên chế; điều động cán bộ; sắp xếp, bố…
Hạn theo kế hoạch: Hoàn thành trước 15/5/2026 – chậm nhất thứ Năm, 14/5/2026, còn 34 ngày
Câu hỏi: có mời chi bộ không?
Ý kiến: đồng ý mời');
INSERT INTO "receipt" VALUES(51,1,51,'telegram','503','952','2026-04-10 00:46:00.000000','❓ Đ/c Nguyễn Thị Lan xin ý kiến về việc 4
Ban văn bản thực hiện Nghị quyết của Ban Chấp hành Đảng bộ thành phố…
Hạn theo kế hoạch: Hoàn thành trong tháng 6/2026 – chậm nhất thứ Ba, 30/6/2026, còn 81 ngày
Câu hỏi: có họp trước 30/4 không?

Trả lời ngay tin này, hoặc gõ: traloi 4 nội dung');
INSERT INTO "receipt" VALUES(52,1,52,'telegram','501','951','2026-04-10 00:46:00.000000','✅ Đã chuyển lãnh đạo câu hỏi về việc 4
Ban văn bản thực hiện Nghị quyết của Ban Chấp hành Đảng bộ thành phố…
Hạn theo kế hoạch: Hoàn thành trong tháng 6/2026 – chậm nhất thứ Ba, 30/6/2026, còn 81 ngày
Câu hỏi: có họp trước 30/4 không?

Có ý kiến, hệ thống báo đồng chí ngay. Nếu nhầm, gõ /hoantac');
INSERT INTO "receipt" VALUES(53,1,53,'telegram','501','954','2026-04-10 00:47:00.000000','❗ Đ/c Phạm Quốc Hùng yêu cầu giải trình việc 17, chậm nhất thứ Ba, 14/4/2026
Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ cán bộ và…
Hạn theo kế hoạch: hoàn thành trước ngày 10/4/2026 – chậm nhất thứ Năm, 9/4/2026, quá hạn 1 ngày
Nội dung: vì sao chậm?

Trả lời ngay tin này, hoặc gõ: traloi 17 nội dung');
INSERT INTO "receipt" VALUES(54,1,54,'telegram','504','955','2026-04-10 00:47:00.000000','❗ Đ/c Phạm Quốc Hùng yêu cầu giải trình việc 17, chậm nhất thứ Ba, 14/4/2026
Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ cán bộ và…
Hạn theo kế hoạch: hoàn thành trước ngày 10/4/2026 – chậm nhất thứ Năm, 9/4/2026, quá hạn 1 ngày
Nội dung: vì sao chậm?

Trả lời ngay tin này, hoặc gõ: traloi 17 nội dung');
INSERT INTO "receipt" VALUES(55,1,55,'telegram','503','953','2026-04-10 00:47:00.000000','✅ Đã yêu cầu giải trình việc 17, chậm nhất thứ Ba, 14/4/2026
Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ cán bộ và…
Hạn theo kế hoạch: hoàn thành trước ngày 10/4/2026 – chậm nhất thứ Năm, 9/4/2026, quá hạn 1 ngày
Nội dung: vì sao chậm?

Đơn vị trả lời, hệ thống báo đồng chí ngay. Nếu nhầm, gõ /hoantac');
INSERT INTO "receipt" VALUES(56,1,56,'telegram','501','957','2026-04-10 00:48:00.000000','🔔 Đ/c Phạm Quốc Hùng đôn đốc việc 17
“gửi trước 16h”
Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ cán bộ và…
Hạn theo kế hoạch: hoàn thành trước ngày 10/4/2026 – chậm nhất thứ Năm, 9/4/2026, quá hạn 1 ngày
Tình trạng: đã nhận việc

Bấm nút hoặc trả lời, ví dụ: xong 17');
INSERT INTO "receipt" VALUES(57,1,57,'telegram','503','956','2026-04-10 00:48:00.000000','✅ Đã gửi đôn đốc việc 17
Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ cán bộ và…
Người nhận: Nguyễn Thị Lan');
INSERT INTO "receipt" VALUES(58,1,58,'telegram','501','958','2026-04-10 00:49:00.000000','✅ Đã lưu minh chứng của việc 2
Nghiên cứu, sửa đổi, bổ sung và ban hành bộ tiêu chí đánh giá cán bộ…
QĐ 12-QĐ/ĐU
Việc này có 1 minh chứng. Xem: minhchung 2');
INSERT INTO "receipt" VALUES(59,1,59,'telegram','501','959','2026-04-10 00:50:00.000000','✅ Đã lưu ảnh minh chứng của việc 2
Nghiên cứu, sửa đổi, bổ sung và ban hành bộ tiêu chí đánh giá cán bộ…
ảnh chụp quyết định
Việc này có 2 minh chứng. Xem: minhchung 2');
INSERT INTO "receipt" VALUES(60,1,60,'zalo','z-601','zs960','2026-04-10 00:51:00.000000','✅ From now on you are answered in English.
Muốn dùng tiếng Việt, gõ: tieng viet');
INSERT INTO "receipt" VALUES(61,1,61,'zalo','z-601','zs961','2026-04-10 00:52:00.000000','5 tasks open – UBND phường

16. Báo cáo Ban Thường vụ Đảng ủy phường về tình hình đội ngũ…
Due: trước ngày 10/4/2026 (qua Ban Xây dựng Đảng) – Thu 9 Apr at the latest, 1 day overdue

6. Ban hành danh mục vị trí việc làm, khung năng lực theo vị…
Due: Hoàn thành trong tháng 4/2026 – Thu 30 Apr at the latest, 20 days left · taken on, held up

8. Xây dựng phương án bổ sung biên chế; điều động cán bộ; sắp…
Due: Hoàn thành trước 15/5/2026 – Thu 14 May at the latest, 34 days left

9. Xây dựng kế hoạch cử cán bộ khối chính quyền tham gia đào…
Due: Hoàn thành trong quý II/2026 – Tue 30 Jun at the latest, 81 days left · taken on

15. Biểu dương, khen thưởng đối với cán bộ dám nghĩ, dám làm…
Due: Thực hiện thường xuyên – report for Apr 2026 – Thu 30 Apr at the latest, 20 days left

Reply: task 16');
INSERT INTO "receipt" VALUES(62,1,62,'telegram','507','962','2026-04-10 00:53:00.000000','✅ Đã ghi nhận: phần của đơn vị trong việc 6 đã xong
Ban hành danh mục vị trí việc làm, khung năng lực theo vị trí việc…
Đơn vị: Thường trực HĐND phường
Ghi chú: phần của HĐND
Còn chờ: UBND phường

Nếu nhầm, gõ /hoantac');
INSERT INTO "receipt" VALUES(63,1,63,'telegram','507','963','2026-04-10 00:54:00.000000','✅ Từ ngày làm việc tới, tin buổi sáng được gửi cho đồng chí lúc 7 giờ.

Đổi giờ (từ 6 giờ 30 đến 9 giờ): gio 7:00 · Theo giờ chung: gio chung');
INSERT INTO "receipt" VALUES(64,1,64,'telegram','999','964','2026-04-10 00:55:00.000000','Tài khoản này chưa được liên kết. Đề nghị đồng chí liên hệ cán bộ theo dõi kế hoạch để nhận mã, rồi gõ: /start MÃ');
INSERT INTO "receipt" VALUES(65,1,65,'telegram','999','965','2026-04-10 00:56:00.000000','Mã này không dùng được. Đề nghị đồng chí kiểm tra lại hoặc xin cán bộ theo dõi mã mới, rồi gõ: /start MÃ');
INSERT INTO "receipt" VALUES(66,1,66,'telegram','503','966','2026-04-13 00:30:00.000000','Đ/c Phạm Quốc Hùng: 1 yêu cầu chờ trả lời, báo cáo tuần 15/2026
Thứ Hai, 13/4/2026

❓ CHỜ Ý KIẾN ĐỒNG CHÍ (1)
4. ❓ Đang xin ý kiến (đ/c Nguyễn Thị Lan): có họp trước 30/4 không?
Trả lời ngay tin này, hoặc gõ: traloi 4 nội dung

📋 BÁO CÁO TUẦN 15/2026
18 nhiệm vụ = 1 xong đúng hạn + 0 xong chậm + 15 trong hạn + 2 quá hạn
Trong kỳ: xong 1 (kỳ trước 0), đến hạn 2, gia hạn 1, vướng mắc 2
Xem đầy đủ: baocao tuan 15/2026');
INSERT INTO "receipt" VALUES(67,1,67,'telegram','501','967','2026-04-13 00:30:00.000000','Đ/c Nguyễn Thị Lan: 1 việc quá hạn
Thứ Hai, 13/4/2026

🔴 QUÁ HẠN
17. Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ cán bộ và…
Hạn theo kế hoạch: hoàn thành trước ngày 10/4/2026 – chậm nhất thứ Năm, 9/4/2026, quá hạn 4 ngày

Bấm nút hoặc trả lời, ví dụ: xong 17');
INSERT INTO "receipt" VALUES(68,1,68,'telegram','502','968','2026-04-13 00:30:00.000000','Đ/c Trần Thu Hà: 1 yêu cầu chờ trả lời
Thứ Hai, 13/4/2026

❓ CHỜ Ý KIẾN ĐỒNG CHÍ (1)
5. ⏳ Đang xin gia hạn đến thứ Hai, 25/5/2026 (đ/c Nguyễn Thị Lan): chờ ý kiến cấp trên
Đề nghị lãnh đạo duyệt: duyet 5 · đề nghị không duyệt: tuchoi 5 lý do');
INSERT INTO "receipt" VALUES(69,1,69,'zalo','z-601','zs969','2026-04-13 00:30:00.000000','Lê Văn Minh: 1 task overdue
Mon 13 Apr 2026

🔴 OVERDUE
16. Báo cáo Ban Thường vụ Đảng ủy phường về tình hình đội ngũ cán bộ…
Deadline in the plan: trước ngày 10/4/2026 (qua Ban Xây dựng Đảng) – Thu 9 Apr 2026 at the latest, 4 days overdue

Reply: ack 16 · done 16 · progress 16 60 · task 16 (see it in full)');
INSERT INTO "receipt" VALUES(70,1,70,'telegram','501','971','2026-04-13 00:31:00.000000','📌 Đ/c Vũ Đức Thành giao việc 2 cho đ/c Nguyễn Thị Lan
Nghiên cứu, sửa đổi, bổ sung và ban hành bộ tiêu chí đánh giá cán bộ…
Hạn theo kế hoạch: Hoàn thành trước 15/5/2026 – chậm nhất thứ Năm, 14/5/2026, còn 31 ngày
Đơn vị: Ban Xây dựng Đảng

Bấm nút hoặc trả lời, ví dụ: xong 2');
INSERT INTO "receipt" VALUES(71,1,71,'telegram','504','970','2026-04-13 00:31:00.000000','✅ Đã giao việc 2 cho đ/c Nguyễn Thị Lan
Nghiên cứu, sửa đổi, bổ sung và ban hành bộ tiêu chí đánh giá cán bộ…
Hạn theo kế hoạch: Hoàn thành trước 15/5/2026 – chậm nhất thứ Năm, 14/5/2026, còn 31 ngày
Đơn vị: Ban Xây dựng Đảng');
INSERT INTO "receipt" VALUES(72,1,72,'zalo','z-601','zs973','2026-04-13 00:32:00.000000','📋 Lê Văn Minh: your unit is to lead 1 task

19. Rà soát hồ sơ đảng viên
Due: 30/6/2026 – Tue 30 Jun at the latest, 78 days left

Reply: ack 19 · task 19
Type /tasks to see the tasks.');
INSERT INTO "receipt" VALUES(73,1,73,'telegram','502','972','2026-04-13 00:32:00.000000','✅ Đã giao thêm việc 19; người có liên quan được báo
Rà soát hồ sơ đảng viên
Hạn theo kế hoạch: 30/6/2026 – chậm nhất thứ Ba, 30/6/2026, còn 78 ngày
Chủ trì: UBND phường

Bấm nút hoặc trả lời, ví dụ: ct 19');
INSERT INTO "receipt" VALUES(74,1,74,'telegram','501','975','2026-04-13 00:33:00.000000','❌ Việc 10 đã hủy, không phải thực hiện nữa
Xây dựng kế hoạch cử cán bộ cơ quan đảng, MTTQ Việt Nam và các đoàn…
Lý do: đã lồng ghép vào việc khác
Người quyết định: đ/c Trần Thu Hà');
INSERT INTO "receipt" VALUES(75,1,75,'telegram','504','976','2026-04-13 00:33:00.000000','❌ Việc 10 đã hủy, không phải thực hiện nữa
Xây dựng kế hoạch cử cán bộ cơ quan đảng, MTTQ Việt Nam và các đoàn…
Lý do: đã lồng ghép vào việc khác
Người quyết định: đ/c Trần Thu Hà');
INSERT INTO "receipt" VALUES(76,1,76,'zalo','z-604','zs977','2026-04-13 00:33:00.000000','❌ Việc 10 đã hủy, không phải thực hiện nữa
Xây dựng kế hoạch cử cán bộ cơ quan đảng, MTTQ Việt Nam và các đoàn…
Lý do: đã lồng ghép vào việc khác
Người quyết định: đ/c Trần Thu Hà');
INSERT INTO "receipt" VALUES(77,1,77,'telegram','502','974','2026-04-13 00:33:00.000000','✅ Đã hủy việc 10; người có liên quan được báo
Xây dựng kế hoạch cử cán bộ cơ quan đảng, MTTQ Việt Nam và các đoàn…
Lý do: đã lồng ghép vào việc khác');
INSERT INTO "receipt" VALUES(78,1,78,'telegram','502','978','2026-04-13 00:34:00.000000','✅ Đã ghi ngày nghỉ: thứ Tư, 29/4/2026 – kỷ niệm
Lời nhắc được tính lại theo lịch mới.

Nếu nhầm, gõ: lich bo 29/4/2026');
INSERT INTO "receipt" VALUES(79,1,79,'telegram','502','979','2026-04-13 00:35:00.000000','Nhắc đơn vị chủ trì vốn đã là: trước hạn 7, 3, 1, 0 ngày');
INSERT INTO "receipt" VALUES(80,1,80,'telegram','502','980','2026-04-13 00:36:00.000000','✅ Nhắc đơn vị chủ trì: trước hạn 5, 2, 0 ngày
Trước đây: trước hạn 7, 3, 1, 0 ngày
Áp dụng cho việc giao từ nay; việc đang theo dõi giữ nhịp nhắc cũ.');
INSERT INTO "receipt" VALUES(81,1,81,'telegram','501','981','2026-04-13 00:37:00.000000','📅 Thời hạn các việc của đ/c Nguyễn Thị Lan: 14 việc
Kênh này không gửi được tệp; đề nghị gõ lệnh này trên Telegram.');
INSERT INTO "receipt" VALUES(82,1,82,'telegram','502','982','2026-04-13 00:38:00.000000','✅ Từ nay tin nhắc được gửi qua Telegram.
Khi Telegram không gửi được, tin sẽ đến qua Zalo. Đổi kênh: gõ kenh zalo');
INSERT INTO "receipt" VALUES(83,1,83,'telegram','501','984','2026-04-13 00:39:00.000000','🗓 Đồng chí làm thay đ/c Vũ Đức Thành từ thứ Hai, 20/4/2026 đến hết thứ Sáu, 24/4/2026
Trong thời gian đó đồng chí nhận tin nhắc và báo cáo các việc thay đ/c Vũ Đức Thành.');
INSERT INTO "receipt" VALUES(84,1,84,'telegram','504','983','2026-04-13 00:39:00.000000','✅ Đã ghi: đ/c Vũ Đức Thành nghỉ từ thứ Hai, 20/4/2026 đến hết thứ Sáu, 24/4/2026
Người làm thay: đ/c Nguyễn Thị Lan; trong thời gian đó tin nhắc gửi cho người làm thay.
Đi làm lại sớm, gõ: /hetnghi');
INSERT INTO "receipt" VALUES(85,1,85,'telegram','502','986','2026-04-13 00:40:00.000000','🗓 Đ/c Phan Thị Thu Trang nghỉ từ thứ Ba, 14/4/2026 đến hết thứ Sáu, 17/4/2026
Chưa có người làm thay; trong thời gian đó không gửi tin nhắc.
⚠️ Không còn ai nhận được tin ở: Ủy ban MTTQ Việt Nam phường. Đề nghị cử người làm thay hoặc liên hệ trực tiếp.');
INSERT INTO "receipt" VALUES(86,1,86,'zalo','z-604','zs985','2026-04-13 00:40:00.000000','✅ Đã ghi: đ/c Phan Thị Thu Trang nghỉ từ thứ Ba, 14/4/2026 đến hết thứ Sáu, 17/4/2026
Chưa có người làm thay; trong thời gian đó không gửi tin nhắc.
⚠️ Không còn ai nhận được tin ở: Ủy ban MTTQ Việt Nam phường. Đề nghị cử người làm thay hoặc liên hệ trực tiếp.
Đi làm lại sớm, gõ: /hetnghi');
INSERT INTO "receipt" VALUES(87,1,87,'telegram','501','987','2026-04-13 00:41:00.000000','✅ Đã ghi nhận: đồng chí nhận việc 4
Ban văn bản thực hiện Nghị quyết của Ban Chấp hành Đảng bộ thành phố…
Hạn theo kế hoạch: Hoàn thành trong tháng 6/2026 – chậm nhất thứ Ba, 30/6/2026, còn 78 ngày

Bấm nút hoặc trả lời, ví dụ: xong 4');
INSERT INTO "receipt" VALUES(88,1,88,'telegram','501','988','2026-04-13 00:42:00.000000','↩ Đã hoàn tác: nhận việc 4
Ban văn bản thực hiện Nghị quyết của Ban Chấp hành Đảng bộ thành phố…
Tình trạng: chưa nhận việc');
INSERT INTO "receipt" VALUES(89,1,89,'zalo','z-602','zs989','2026-04-13 00:43:00.000000','✅ Đã ghi nhận: đơn vị đã phối hợp việc 6
Ban hành danh mục vị trí việc làm, khung năng lực theo vị trí việc…
Đơn vị: Phòng Văn hóa - Xã hội
Còn chờ: Phòng Kinh tế, Hạ tầng và Đô thị, Trạm Y tế phường');
INSERT INTO "receipt" VALUES(90,1,90,'telegram','502','990','2026-04-13 00:44:00.000000','🔑 Mã liên kết của đ/c Mai Thanh Tùng: ZAXJF-FXZR5
Chuyển mã cho đ/c Mai Thanh Tùng; đồng chí ấy mở bot và gõ: /start ZAXJF-FXZR5
Dùng một lần, đến 07:44, thứ Ba, 14/4/2026.');
INSERT INTO "receipt" VALUES(91,1,91,'telegram','506','991','2026-04-13 00:45:00.000000','Nhật ký việc 3: Rà soát, đánh giá tổng thể về số lượng, chất lượng đội ngũ cán bộ…

07:34, thứ Sáu, 10/4/2026 – Trần Thu Hà: xác nhận hoàn thành

07:33, thứ Sáu, 10/4/2026 – Nguyễn Thị Lan: báo xong: đã có báo cáo số 12-BC/BXDĐ

07:32, thứ Sáu, 10/4/2026 – Nguyễn Thị Lan: báo tiến độ: 60 % còn chờ số liệu

07:31, thứ Sáu, 10/4/2026 – Nguyễn Thị Lan: nhận việc');
INSERT INTO "receipt" VALUES(92,1,92,'telegram','503','992','2026-04-13 00:46:00.000000','Tình hình thực hiện, tính đến 07:46, thứ Hai, 13/4/2026
18 nhiệm vụ = 1 xong đúng hạn + 0 xong chậm + 15 trong hạn + 2 quá hạn');
INSERT INTO "receipt" VALUES(93,1,93,'telegram','503','993','2026-04-13 00:46:00.000000','TÌNH HÌNH THỰC HIỆN
18 nhiệm vụ = 1 xong đúng hạn + 0 xong chậm + 15 trong hạn + 2 quá hạn
Kế hoạch triển khai thực hiện Kết luận của đồng chí Tổng Bí thư tại…
Tính đến 07:46, thứ Hai, 13/4/2026

Theo đơn vị chủ trì (số việc xong/tổng số):
▰▱▱▱▱ 1/11 Ban Xây dựng Đảng – quá hạn 1
▱▱▱▱▱ 0/5 UBND phường – quá hạn 1
▱▱▱▱▱ 0/1 Đảng ủy phường
▱▱▱▱▱ 0/1 Thường trực Đảng ủy phường
▱▱▱▱▱ 0/1 Ủy ban Kiểm tra Đảng ủy
▱▱▱▱▱ 0/1 Thường trực HĐND phường
(Việc có hai đơn vị chủ trì được tính cho cả hai.)

🔴 Quá hạn: 2 việc
16. Báo cáo Ban Thường vụ Đảng ủy phường về tình… – quá hạn 4 ngày
17. Tổng hợp, xây dựng báo cáo tình hình, thực… – quá hạn 4 ngày

Bấm nút hoặc trả lời, ví dụ: tinhhinh Ban Xây dựng Đảng');
INSERT INTO "receipt" VALUES(94,1,94,'telegram','503','994','2026-04-13 00:47:00.000000','📋 BÁO CÁO THÁNG 4/2026
Số liệu tính đến 07:47, thứ Hai, 13/4/2026. Trong ngoặc: tháng 3/2026.

18 nhiệm vụ = 1 xong đúng hạn + 0 xong chậm + 15 trong hạn + 2 quá hạn
Kỳ trước: xong đúng hạn 0, xong chậm 0, trong hạn 0, quá hạn 0

Trong kỳ:
• Xong đúng hạn 1 (0), xong chậm 0 (0); đến hạn 5 (0)
• Gia hạn: đồng ý 1 (0), không đồng ý 0 (0)
• Vướng mắc: nêu 2 (0), đã gỡ 1 (0)
• Việc thường xuyên chưa báo tình hình: 0/0 (0/0)

Đơn vị: xong/tổng số, quá hạn (kỳ trước):
• Ban Xây dựng Đảng: 1/11, quá hạn 1 (0)
• UBND phường: 0/5, quá hạn 1 (0)
• Đảng ủy phường: 0/1, quá hạn 0 (0)
• Thường trực Đảng ủy phường: 0/1, quá hạn 0 (0)
• Ủy ban Kiểm tra Đảng ủy: 0/1, quá hạn 0 (0)
• Thường trực HĐND phường: 0/1, quá hạn 0 (0)

🔴 Quá hạn: 2 việc
16. Báo cáo Ban Thường vụ Đảng ủy phường về tình… – quá hạn 4 ngày
17. Tổng hợp, xây dựng báo cáo tình hình, thực… – quá hạn 4 ngày

Nhận tệp: baocao thang 4/2026 docx · xlsx · pdf');
INSERT INTO "receipt" VALUES(95,1,95,'zalo','z-601','zs995','2026-04-13 00:48:00.000000','Task 1 (Tiếp tục rà soát, điều chỉnh phân công nhiệm vụ đối với các đồng chí…) is led by Ban Xây dựng Đảng, not by your unit. Type /tasks to see the tasks of your unit.');
INSERT INTO "receipt" VALUES(96,1,96,'telegram','501','996','2026-04-13 00:49:00.000000','✅ Đã ghi nhận việc 1, tình hình tháng 4/2026: có kết quả
Tiếp tục rà soát, điều chỉnh phân công nhiệm vụ đối với các đồng chí…
Ghi chú: đã họp rà soát
Việc này làm thường xuyên, kỳ sau hệ thống sẽ hỏi lại.

Nếu nhầm, gõ /hoantac');
INSERT INTO "receipt" VALUES(97,1,97,'telegram','503','997','2026-04-15 00:30:00.000000','Đ/c Phạm Quốc Hùng: 2 yêu cầu chờ trả lời
Thứ Tư, 15/4/2026

❗ CHỜ ĐỒNG CHÍ TRẢ LỜI QUÁ 3 NGÀY LÀM VIỆC (2)
5. ⏳ Đang xin gia hạn đến thứ Hai, 25/5/2026 (đ/c Nguyễn Thị Lan): chờ ý kiến cấp trên
4. ❓ Đang xin ý kiến (đ/c Nguyễn Thị Lan): có họp trước 30/4 không?
Trả lời: duyet 5 · ngày khác: duyet 5 30/5 · tuchoi 5 lý do');
INSERT INTO "receipt" VALUES(98,1,98,'telegram','501','998','2026-04-15 00:30:00.000000','Đ/c Nguyễn Thị Lan: 1 yêu cầu chờ trả lời
Thứ Tư, 15/4/2026

❓ CHỜ Ý KIẾN ĐỒNG CHÍ (1)
17. ❗ Đang chờ giải trình, chậm nhất thứ Ba, 14/4/2026 (đ/c Phạm Quốc Hùng): vì sao chậm?
Trả lời ngay tin này, hoặc gõ: traloi 17 nội dung

Vẫn còn quá hạn: việc 17');
INSERT INTO "receipt" VALUES(99,1,99,'telegram','502','999','2026-04-15 00:30:00.000000','Đ/c Trần Thu Hà: 1 yêu cầu chờ trả lời
Thứ Tư, 15/4/2026

❗ CHỜ ĐỒNG CHÍ TRẢ LỜI QUÁ 3 NGÀY LÀM VIỆC (1)
5. ⏳ Đang xin gia hạn đến thứ Hai, 25/5/2026 (đ/c Nguyễn Thị Lan): chờ ý kiến cấp trên
Đề nghị lãnh đạo duyệt: duyet 5 · đề nghị không duyệt: tuchoi 5 lý do');
INSERT INTO "receipt" VALUES(100,1,100,'telegram','502','1000','2026-04-15 00:31:00.000000','📄 Đã đọc tệp ke-hoach-46.txt. Chưa ghi gì, chưa báo ai.
Kế hoạch Chuyển đổi số trong các cơ quan Đảng phường Thủy Nguyên năm 2026
Số: 46-KH/ĐU · ĐẢNG ỦY PHƯỜNG THỦY NGUYÊN · ban hành thứ Ba, 14/4/2026
4 việc; 3 điều cần xem lại, còn 3.

Đơn vị chưa có trong danh sách:
• Nhà Văn hóa phường (mục 2) – có phải: UBND phường; Ủy ban MTTQ Việt Nam phường; các phòng, ban, đơn vị thuộc phường?

Sửa trước khi ghi, ví dụ: sua 3 hạn 10/7/2026 · xem 3 · bo 3
Gõ nhap để ghi và báo cho từng người, huy để bỏ.');
INSERT INTO "receipt" VALUES(101,1,101,'telegram','502','1001','2026-04-15 00:31:00.000000','❓ Điều 1/3
Dòng 2: Tập huấn kỹ năng số
Đơn vị “Nhà Văn hóa phường” chưa có trong danh sách.

1. Là UBND phường
2. Là Ủy ban MTTQ Việt Nam phường
3. Là các phòng, ban, đơn vị thuộc phường
4. Thêm thành đơn vị mới

Bấm nút hoặc trả lời, ví dụ: chon 1');
INSERT INTO "receipt" VALUES(102,1,102,'telegram','502','1002','2026-04-15 00:32:00.000000','❓ Điều 1/2
Dòng 3: Bố trí kinh phí
Nhiệm vụ 3 ghi 2 đơn vị cùng chủ trì (UBND phường; Ban Xây dựng Đảng); đề nghị chọn một đơn vị đầu mối hoặc xác nhận cùng chủ trì.

1. Cùng chủ trì
2. Chỉ UBND phường chủ trì
3. Chỉ Ban Xây dựng Đảng chủ trì

Hoặc sửa: sua 3 chủ trì UBND phường
Bấm nút hoặc trả lời, ví dụ: chon 1');
INSERT INTO "receipt" VALUES(103,1,103,'telegram','502','1003','2026-04-15 00:33:00.000000','✅ Đã sửa thời hạn của dòng 4
Tổng kết
Hạn theo kế hoạch: 10/7/2026 – chậm nhất thứ Sáu, 10/7/2026
Chủ trì: UBND phường
Phối hợp: không có

❓ Điều 1/2
Dòng 3: Bố trí kinh phí
Nhiệm vụ 3 ghi 2 đơn vị cùng chủ trì (UBND phường; Ban Xây dựng Đảng); đề nghị chọn một đơn vị đầu mối hoặc xác nhận cùng chủ trì.

1. Cùng chủ trì
2. Chỉ UBND phường chủ trì
3. Chỉ Ban Xây dựng Đảng chủ trì

Hoặc sửa: sua 3 chủ trì UBND phường
Bấm nút hoặc trả lời, ví dụ: chon 1');
INSERT INTO "receipt" VALUES(104,1,104,'telegram','501','1004','2026-04-16 00:30:00.000000','Việc 4: Ban văn bản thực hiện Nghị quyết của Ban Chấp hành Đảng bộ thành phố về công tác cán bộ.
Hạn theo kế hoạch: Hoàn thành trong tháng 6/2026 – chậm nhất thứ Ba, 30/6/2026, còn 75 ngày
Tình trạng: chưa nhận việc
❓ Đang xin ý kiến (đ/c Nguyễn Thị Lan): có họp trước 30/4 không?
Chủ trì: Ban Xây dựng Đảng
Phối hợp: Văn phòng Đảng ủy

Diễn biến gần đây:
13/4 07:42 Nguyễn Thị Lan: hoàn tác (nhận)
13/4 07:41 Nguyễn Thị Lan: nhận việc
10/4 07:46 Nguyễn Thị Lan: xin ý kiến: có họp trước 30/4 không?

Bấm nút hoặc trả lời, ví dụ: nhan 4');
INSERT INTO "receipt" VALUES(105,1,109,'telegram','504','1005','2026-04-16 00:30:00.000000','11 việc chưa xong – Ban Xây dựng Đảng
Trang 1/2

17. Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ…
Hạn: hoàn thành trước ngày 10/4/2026 – chậm nhất thứ Năm, 9/4, quá hạn 7 ngày · đã nhận việc

5. Ban hành khung năng lực theo vị trí việc làm khối đảng, cơ…
Hạn: Hoàn thành trong tháng 4/2026 – chậm nhất thứ Năm, 30/4, còn 14 ngày · đã nhận việc

2. Nghiên cứu, sửa đổi, bổ sung và ban hành bộ tiêu chí đánh…
Hạn: Hoàn thành trước 15/5/2026 – chậm nhất thứ Năm, 14/5, còn 28 ngày · đã nhận việc

8. Xây dựng phương án bổ sung biên chế; điều động cán bộ; sắp…
Hạn: Hoàn thành trước 15/5/2026 – chậm nhất thứ Năm, 14/5, còn 28 ngày

7. Ban hành tiêu chuẩn chức danh đối với cán bộ lãnh đạo, quản…
Hạn: Hoàn thành trong tháng 4/2026, đã được gia hạn – chậm nhất thứ Sáu, 15/5, còn 29 ngày

4. Ban văn bản thực hiện Nghị quyết của Ban Chấp hành Đảng bộ…
Hạn: Hoàn thành trong tháng 6/2026 – chậm nhất thứ Ba, 30/6, còn 75 ngày

Bấm nút hoặc trả lời, ví dụ: ct 17');
INSERT INTO "receipt" VALUES(106,1,113,'telegram','503','1006','2026-04-16 00:30:00.000000','Đ/c Phạm Quốc Hùng: 2 việc cần đôn đốc
Thứ Năm, 16/4/2026

🔔 CẦN ĐÔN ĐỐC
16. Báo cáo Ban Thường vụ Đảng ủy phường về tình hình đội ngũ cán bộ…
Hạn theo kế hoạch: trước ngày 10/4/2026 (qua Ban Xây dựng Đảng) – chậm nhất thứ Năm, 9/4/2026, quá hạn 7 ngày
Chủ trì: UBND phường

17. Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ cán bộ và…
Hạn theo kế hoạch: hoàn thành trước ngày 10/4/2026 – chậm nhất thứ Năm, 9/4/2026, quá hạn 7 ngày
Chủ trì: Ban Xây dựng Đảng

Bấm nút hoặc trả lời, ví dụ: ct 16');
CREATE TABLE reminder (
	id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	occurrence_id INTEGER NOT NULL, 
	deadline_version INTEGER NOT NULL, 
	stage VARCHAR(20) NOT NULL, 
	audience VARCHAR(20) NOT NULL, 
	person_id INTEGER NOT NULL, 
	outbox_id INTEGER, 
	is_skipped BOOLEAN NOT NULL, 
	planned_at DATETIME NOT NULL, 
	CONSTRAINT pk_reminder PRIMARY KEY (id), 
	CONSTRAINT fk_reminder_occurrence_id FOREIGN KEY(occurrence_id) REFERENCES occurrence (id), 
	CONSTRAINT fk_reminder_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id), 
	CONSTRAINT fk_reminder_outbox_id FOREIGN KEY(outbox_id) REFERENCES outbox (id), 
	CONSTRAINT fk_reminder_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_reminder_occurrence_id_deadline_version_stage_audience_person_id UNIQUE (occurrence_id, deadline_version, stage, audience, person_id)
);
INSERT INTO "reminder" VALUES(1,1,3,1,'before:3','lead',3,12,0,'2026-04-10 00:30:00.000000');
INSERT INTO "reminder" VALUES(2,1,17,1,'overdue:1','lead',3,12,0,'2026-04-10 00:30:00.000000');
INSERT INTO "reminder" VALUES(3,1,17,1,'before:0','lead',3,12,1,'2026-04-10 00:30:00.000000');
INSERT INTO "reminder" VALUES(4,1,17,1,'overdue:1','head',4,13,0,'2026-04-10 00:30:00.000000');
INSERT INTO "reminder" VALUES(5,1,3,1,'before:3','coordinating',5,14,0,'2026-04-10 00:30:00.000000');
INSERT INTO "reminder" VALUES(6,1,16,1,'overdue:1','coordinator',5,14,0,'2026-04-10 00:30:00.000000');
INSERT INTO "reminder" VALUES(7,1,17,1,'overdue:1','coordinator',5,14,0,'2026-04-10 00:30:00.000000');
INSERT INTO "reminder" VALUES(8,1,3,1,'before:3','coordinating',7,15,0,'2026-04-10 00:30:00.000000');
INSERT INTO "reminder" VALUES(9,1,16,1,'overdue:1','lead',10,16,0,'2026-04-10 00:30:00.000000');
INSERT INTO "reminder" VALUES(10,1,16,1,'before:0','lead',10,16,1,'2026-04-10 00:30:00.000000');
INSERT INTO "reminder" VALUES(11,1,3,1,'before:3','coordinating',11,17,0,'2026-04-10 00:30:00.000000');
INSERT INTO "reminder" VALUES(12,1,3,1,'before:3','coordinating',14,18,0,'2026-04-10 00:30:00.000000');
INSERT INTO "reminder" VALUES(13,1,4,1,'asked:4','leader',2,66,0,'2026-04-13 00:30:00.000000');
INSERT INTO "reminder" VALUES(14,1,17,1,'overdue:3','lead',3,67,0,'2026-04-13 00:30:00.000000');
INSERT INTO "reminder" VALUES(15,1,5,1,'asked:2','coordinator',5,68,0,'2026-04-13 00:30:00.000000');
INSERT INTO "reminder" VALUES(16,1,16,1,'overdue:3','lead',10,69,0,'2026-04-13 00:30:00.000000');
INSERT INTO "reminder" VALUES(17,1,4,1,'pressing:4','leader',2,97,0,'2026-04-15 00:30:00.000000');
INSERT INTO "reminder" VALUES(18,1,5,1,'pressing:2','leader',2,97,0,'2026-04-15 00:30:00.000000');
INSERT INTO "reminder" VALUES(19,1,17,1,'asked:5','lead',3,98,0,'2026-04-15 00:30:00.000000');
INSERT INTO "reminder" VALUES(20,1,5,1,'pressing:2','coordinator',5,99,0,'2026-04-15 00:30:00.000000');
INSERT INTO "reminder" VALUES(21,1,16,1,'overdue:7','leader',2,113,0,'2026-04-16 00:30:00.000000');
INSERT INTO "reminder" VALUES(22,1,17,1,'overdue:7','leader',2,113,0,'2026-04-16 00:30:00.000000');
INSERT INTO "reminder" VALUES(23,1,17,1,'overdue:7','lead',3,114,0,'2026-04-16 00:30:00.000000');
INSERT INTO "reminder" VALUES(24,1,17,1,'overdue:7','head',4,115,0,'2026-04-16 00:30:00.000000');
INSERT INTO "reminder" VALUES(25,1,16,1,'overdue:7','coordinator',5,116,0,'2026-04-16 00:30:00.000000');
INSERT INTO "reminder" VALUES(26,1,17,1,'overdue:7','coordinator',5,116,0,'2026-04-16 00:30:00.000000');
INSERT INTO "reminder" VALUES(27,1,16,1,'overdue:7','lead',10,117,0,'2026-04-16 00:30:00.000000');
CREATE TABLE request (
	id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	task_id INTEGER NOT NULL, 
	occurrence_id INTEGER NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	state VARCHAR(20) NOT NULL, 
	asked_by INTEGER NOT NULL, 
	asked_at DATETIME NOT NULL, 
	text TEXT NOT NULL, 
	wanted_day DATE, 
	wanted_time TIME, 
	wanted_wording TEXT NOT NULL, 
	old_day DATE, 
	recommended_by INTEGER, 
	is_recommended BOOLEAN, 
	recommendation TEXT NOT NULL, 
	decided_by INTEGER, 
	decided_at DATETIME, 
	granted_day DATE, 
	answer TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_request PRIMARY KEY (id), 
	CONSTRAINT fk_request_asked_by FOREIGN KEY(asked_by) REFERENCES person (id), 
	CONSTRAINT fk_request_decided_by FOREIGN KEY(decided_by) REFERENCES person (id), 
	CONSTRAINT fk_request_occurrence_id FOREIGN KEY(occurrence_id) REFERENCES occurrence (id), 
	CONSTRAINT fk_request_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id), 
	CONSTRAINT fk_request_recommended_by FOREIGN KEY(recommended_by) REFERENCES person (id), 
	CONSTRAINT fk_request_task_id FOREIGN KEY(task_id) REFERENCES task (id)
);
INSERT INTO "request" VALUES(1,1,7,7,'extension','granted',3,'2026-04-10 00:37:00.000000','chờ số liệu của các chi bộ','2026-05-20',NULL,'20/5','2026-04-30',5,1,'',2,'2026-04-10 00:39:00.000000','2026-05-15','',3);
INSERT INTO "request" VALUES(2,1,5,5,'extension','open',3,'2026-04-10 00:40:00.000000','chờ ý kiến cấp trên','2026-05-25',NULL,'25/5','2026-04-30',NULL,NULL,'',NULL,NULL,NULL,'',1);
INSERT INTO "request" VALUES(3,1,8,8,'question','answered',3,'2026-04-10 00:44:00.000000','có mời chi bộ không?',NULL,NULL,'',NULL,NULL,NULL,'',2,'2026-04-10 00:45:00.000000',NULL,'đồng ý mời',2);
INSERT INTO "request" VALUES(4,1,4,4,'question','open',3,'2026-04-10 00:46:00.000000','có họp trước 30/4 không?',NULL,NULL,'',NULL,NULL,NULL,'',NULL,NULL,NULL,'',1);
INSERT INTO "request" VALUES(5,1,17,17,'explanation','open',2,'2026-04-10 00:47:00.000000','vì sao chậm?','2026-04-14',NULL,'',NULL,NULL,NULL,'',NULL,NULL,NULL,'',1);
CREATE TABLE responsibility (
	id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	task_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	part VARCHAR(20) NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT pk_responsibility PRIMARY KEY (id), 
	CONSTRAINT fk_responsibility_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id), 
	CONSTRAINT fk_responsibility_task_id FOREIGN KEY(task_id) REFERENCES task (id), 
	CONSTRAINT fk_responsibility_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_responsibility_task_id_unit_id_part UNIQUE (task_id, unit_id, part)
);
INSERT INTO "responsibility" VALUES(1,1,1,3,'lead',0);
INSERT INTO "responsibility" VALUES(2,1,1,4,'coordinating',0);
INSERT INTO "responsibility" VALUES(3,1,2,3,'lead',0);
INSERT INTO "responsibility" VALUES(4,1,2,19,'coordinating',0);
INSERT INTO "responsibility" VALUES(5,1,2,20,'coordinating',1);
INSERT INTO "responsibility" VALUES(6,1,3,3,'lead',0);
INSERT INTO "responsibility" VALUES(7,1,3,19,'coordinating',0);
INSERT INTO "responsibility" VALUES(8,1,3,20,'coordinating',1);
INSERT INTO "responsibility" VALUES(9,1,4,3,'lead',0);
INSERT INTO "responsibility" VALUES(10,1,4,4,'coordinating',0);
INSERT INTO "responsibility" VALUES(11,1,5,3,'lead',0);
INSERT INTO "responsibility" VALUES(12,1,5,22,'coordinating',0);
INSERT INTO "responsibility" VALUES(13,1,5,12,'coordinating',1);
INSERT INTO "responsibility" VALUES(14,1,5,23,'coordinating',2);
INSERT INTO "responsibility" VALUES(15,1,6,7,'lead',0);
INSERT INTO "responsibility" VALUES(16,1,6,8,'lead',1);
INSERT INTO "responsibility" VALUES(17,1,6,9,'coordinating',0);
INSERT INTO "responsibility" VALUES(18,1,6,21,'coordinating',1);
INSERT INTO "responsibility" VALUES(19,1,7,3,'lead',0);
INSERT INTO "responsibility" VALUES(20,1,7,19,'coordinating',0);
INSERT INTO "responsibility" VALUES(21,1,7,20,'coordinating',1);
INSERT INTO "responsibility" VALUES(22,1,8,3,'lead',0);
INSERT INTO "responsibility" VALUES(23,1,8,8,'coordinating',0);
INSERT INTO "responsibility" VALUES(24,1,8,19,'coordinating',1);
INSERT INTO "responsibility" VALUES(25,1,8,20,'coordinating',2);
INSERT INTO "responsibility" VALUES(26,1,9,8,'lead',0);
INSERT INTO "responsibility" VALUES(27,1,9,9,'coordinating',0);
INSERT INTO "responsibility" VALUES(28,1,10,3,'lead',0);
INSERT INTO "responsibility" VALUES(29,1,10,12,'coordinating',0);
INSERT INTO "responsibility" VALUES(30,1,10,24,'coordinating',1);
INSERT INTO "responsibility" VALUES(31,1,11,3,'lead',0);
INSERT INTO "responsibility" VALUES(32,1,11,19,'coordinating',0);
INSERT INTO "responsibility" VALUES(33,1,11,20,'coordinating',1);
INSERT INTO "responsibility" VALUES(34,1,12,3,'lead',0);
INSERT INTO "responsibility" VALUES(35,1,12,19,'coordinating',0);
INSERT INTO "responsibility" VALUES(36,1,12,20,'coordinating',1);
INSERT INTO "responsibility" VALUES(37,1,13,2,'lead',0);
INSERT INTO "responsibility" VALUES(38,1,14,5,'lead',0);
INSERT INTO "responsibility" VALUES(39,1,14,3,'coordinating',0);
INSERT INTO "responsibility" VALUES(40,1,14,19,'coordinating',1);
INSERT INTO "responsibility" VALUES(41,1,14,20,'coordinating',2);
INSERT INTO "responsibility" VALUES(42,1,15,1,'lead',0);
INSERT INTO "responsibility" VALUES(43,1,15,8,'lead',1);
INSERT INTO "responsibility" VALUES(44,1,15,3,'coordinating',0);
INSERT INTO "responsibility" VALUES(45,1,15,19,'coordinating',1);
INSERT INTO "responsibility" VALUES(46,1,15,20,'coordinating',2);
INSERT INTO "responsibility" VALUES(47,1,16,8,'lead',0);
INSERT INTO "responsibility" VALUES(48,1,17,3,'lead',0);
INSERT INTO "responsibility" VALUES(49,1,18,3,'lead',0);
INSERT INTO "responsibility" VALUES(50,1,19,8,'lead',0);
CREATE TABLE share (
	id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	occurrence_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	part VARCHAR(20) NOT NULL, 
	reported_by INTEGER NOT NULL, 
	reported_on DATE NOT NULL, 
	reported_at DATETIME NOT NULL, 
	note TEXT, 
	CONSTRAINT pk_share PRIMARY KEY (id), 
	CONSTRAINT fk_share_occurrence_id FOREIGN KEY(occurrence_id) REFERENCES occurrence (id), 
	CONSTRAINT fk_share_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id), 
	CONSTRAINT fk_share_reported_by FOREIGN KEY(reported_by) REFERENCES person (id), 
	CONSTRAINT fk_share_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_share_occurrence_id_unit_id UNIQUE (occurrence_id, unit_id)
);
INSERT INTO "share" VALUES(1,1,6,7,'lead',9,'2026-04-10','2026-04-10 00:53:00.000000','phần của HĐND');
INSERT INTO "share" VALUES(2,1,6,9,'coordinating',11,'2026-04-13','2026-04-13 00:43:00.000000',NULL);
CREATE TABLE task (
	id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	plan_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	code VARCHAR(40) NOT NULL, 
	title TEXT NOT NULL, 
	kind VARCHAR(30) NOT NULL, 
	wording TEXT NOT NULL, 
	first_day DATE, 
	last_day DATE, 
	at_time TIME, 
	rule TEXT, 
	condition TEXT, 
	product TEXT, 
	place JSON NOT NULL, 
	created_on DATE NOT NULL, policy JSON, 
	CONSTRAINT pk_task PRIMARY KEY (id), 
	CONSTRAINT fk_task_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id), 
	CONSTRAINT fk_task_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id), 
	CONSTRAINT uq_task_organisation_id_number UNIQUE (organisation_id, number)
);
INSERT INTO "task" VALUES(1,1,1,1,'1','Tiếp tục rà soát, điều chỉnh phân công nhiệm vụ đối với các đồng chí Ủy viên Ban Thường vụ Đảng uỷ phường khóa I, nhiệm kỳ 2025 - 2030','continuous','Thực hiện thường xuyên',NULL,NULL,NULL,'continuous',NULL,NULL,'{"table":1,"row":2}','2026-04-09','{"before_lead":[7,3,1,0],"before_coordinating":[3],"period_start_min_days":20,"overdue_first":[1,3],"overdue_every":7,"silent_working_days":2,"head_overdue":1,"coordinator_overdue":1,"leader_overdue":7,"check_in_day":25,"check_in_days_before_end":5,"check_in_again_working_days":2,"morning_at":"07:30:00","quiet_from":"17:00:00","waking_from":"07:00:00","waking_until":"20:00:00","tells_reports":true,"coordinator_decides":false,"halfway_min_days":14}');
INSERT INTO "task" VALUES(2,1,1,2,'2','Nghiên cứu, sửa đổi, bổ sung và ban hành bộ tiêu chí đánh giá cán bộ (theo quý và cả năm)','by_date','Hoàn thành trước 15/5/2026',NULL,'2026-05-14',NULL,'strictly_before',NULL,NULL,'{"table":1,"row":3}','2026-04-09','{"before_lead":[7,3,1,0],"before_coordinating":[3],"period_start_min_days":20,"overdue_first":[1,3],"overdue_every":7,"silent_working_days":2,"head_overdue":1,"coordinator_overdue":1,"leader_overdue":7,"check_in_day":25,"check_in_days_before_end":5,"check_in_again_working_days":2,"morning_at":"07:30:00","quiet_from":"17:00:00","waking_from":"07:00:00","waking_until":"20:00:00","tells_reports":true,"coordinator_decides":false,"halfway_min_days":14}');
INSERT INTO "task" VALUES(3,1,1,3,'3','Rà soát, đánh giá tổng thể về số lượng, chất lượng đội ngũ cán bộ thuộc phường','by_date','Hoàn thành trước ngày 15/4/2026',NULL,'2026-04-14',NULL,'strictly_before',NULL,NULL,'{"table":1,"row":4}','2026-04-09','{"before_lead":[7,3,1,0],"before_coordinating":[3],"period_start_min_days":20,"overdue_first":[1,3],"overdue_every":7,"silent_working_days":2,"head_overdue":1,"coordinator_overdue":1,"leader_overdue":7,"check_in_day":25,"check_in_days_before_end":5,"check_in_again_working_days":2,"morning_at":"07:30:00","quiet_from":"17:00:00","waking_from":"07:00:00","waking_until":"20:00:00","tells_reports":true,"coordinator_decides":false,"halfway_min_days":14}');
INSERT INTO "task" VALUES(4,1,1,4,'4','Ban văn bản thực hiện Nghị quyết của Ban Chấp hành Đảng bộ thành phố về công tác cán bộ.','in_month','Hoàn thành trong tháng 6/2026','2026-06-01','2026-06-30',NULL,'in_month',NULL,NULL,'{"table":1,"row":5}','2026-04-09','{"before_lead":[7,3,1,0],"before_coordinating":[3],"period_start_min_days":20,"overdue_first":[1,3],"overdue_every":7,"silent_working_days":2,"head_overdue":1,"coordinator_overdue":1,"leader_overdue":7,"check_in_day":25,"check_in_days_before_end":5,"check_in_again_working_days":2,"morning_at":"07:30:00","quiet_from":"17:00:00","waking_from":"07:00:00","waking_until":"20:00:00","tells_reports":true,"coordinator_decides":false,"halfway_min_days":14}');
INSERT INTO "task" VALUES(5,1,1,5,'5','Ban hành khung năng lực theo vị trí việc làm khối đảng, cơ quan Ủy ban Mặt trận Tổ quốc Việt Nam phường','in_month','Hoàn thành trong tháng 4/2026','2026-04-01','2026-04-30',NULL,'in_month',NULL,NULL,'{"table":2,"row":2}','2026-04-09','{"before_lead":[7,3,1,0],"before_coordinating":[3],"period_start_min_days":20,"overdue_first":[1,3],"overdue_every":7,"silent_working_days":2,"head_overdue":1,"coordinator_overdue":1,"leader_overdue":7,"check_in_day":25,"check_in_days_before_end":5,"check_in_again_working_days":2,"morning_at":"07:30:00","quiet_from":"17:00:00","waking_from":"07:00:00","waking_until":"20:00:00","tells_reports":true,"coordinator_decides":false,"halfway_min_days":14}');
INSERT INTO "task" VALUES(6,1,1,6,'6','Ban hành danh mục vị trí việc làm, khung năng lực theo vị trí việc làm khối chính quyền phường','in_month','Hoàn thành trong tháng 4/2026','2026-04-01','2026-04-30',NULL,'in_month',NULL,NULL,'{"table":2,"row":3}','2026-04-09','{"before_lead":[7,3,1,0],"before_coordinating":[3],"period_start_min_days":20,"overdue_first":[1,3],"overdue_every":7,"silent_working_days":2,"head_overdue":1,"coordinator_overdue":1,"leader_overdue":7,"check_in_day":25,"check_in_days_before_end":5,"check_in_again_working_days":2,"morning_at":"07:30:00","quiet_from":"17:00:00","waking_from":"07:00:00","waking_until":"20:00:00","tells_reports":true,"coordinator_decides":false,"halfway_min_days":14}');
INSERT INTO "task" VALUES(7,1,1,7,'7','Ban hành tiêu chuẩn chức danh đối với cán bộ lãnh đạo, quản lý thuộc phường','in_month','Hoàn thành trong tháng 4/2026','2026-04-01','2026-04-30',NULL,'in_month',NULL,NULL,'{"table":2,"row":4}','2026-04-09','{"before_lead":[7,3,1,0],"before_coordinating":[3],"period_start_min_days":20,"overdue_first":[1,3],"overdue_every":7,"silent_working_days":2,"head_overdue":1,"coordinator_overdue":1,"leader_overdue":7,"check_in_day":25,"check_in_days_before_end":5,"check_in_again_working_days":2,"morning_at":"07:30:00","quiet_from":"17:00:00","waking_from":"07:00:00","waking_until":"20:00:00","tells_reports":true,"coordinator_decides":false,"halfway_min_days":14}');
INSERT INTO "task" VALUES(8,1,1,8,'8','Xây dựng phương án bổ sung biên chế; điều động cán bộ; sắp xếp, bố trí cán bộ thuộc phường phù hợp, đáp ứng yêu cầu, nhiệm vụ','by_date','Hoàn thành trước 15/5/2026',NULL,'2026-05-14',NULL,'strictly_before',NULL,NULL,'{"table":2,"row":5}','2026-04-09','{"before_lead":[7,3,1,0],"before_coordinating":[3],"period_start_min_days":20,"overdue_first":[1,3],"overdue_every":7,"silent_working_days":2,"head_overdue":1,"coordinator_overdue":1,"leader_overdue":7,"check_in_day":25,"check_in_days_before_end":5,"check_in_again_working_days":2,"morning_at":"07:30:00","quiet_from":"17:00:00","waking_from":"07:00:00","waking_until":"20:00:00","tells_reports":true,"coordinator_decides":false,"halfway_min_days":14}');
INSERT INTO "task" VALUES(9,1,1,9,'9','Xây dựng kế hoạch cử cán bộ khối chính quyền tham gia đào tạo, bồi dưỡng theo kế hoạch của thành phố.','in_quarter','Hoàn thành trong quý II/2026','2026-04-01','2026-06-30',NULL,'in_quarter',NULL,NULL,'{"table":2,"row":6}','2026-04-09','{"before_lead":[7,3,1,0],"before_coordinating":[3],"period_start_min_days":20,"overdue_first":[1,3],"overdue_every":7,"silent_working_days":2,"head_overdue":1,"coordinator_overdue":1,"leader_overdue":7,"check_in_day":25,"check_in_days_before_end":5,"check_in_again_working_days":2,"morning_at":"07:30:00","quiet_from":"17:00:00","waking_from":"07:00:00","waking_until":"20:00:00","tells_reports":true,"coordinator_decides":false,"halfway_min_days":14}');
INSERT INTO "task" VALUES(10,1,1,10,'10','Xây dựng kế hoạch cử cán bộ cơ quan đảng, MTTQ Việt Nam và các đoàn thể phường tham gia đào tạo, bồi dưỡng theo kế hoạch của thành phố.','in_quarter','Hoàn thành trong quý II/2026','2026-04-01','2026-06-30',NULL,'in_quarter',NULL,NULL,'{"table":2,"row":7}','2026-04-09','{"before_lead":[7,3,1,0],"before_coordinating":[3],"period_start_min_days":20,"overdue_first":[1,3],"overdue_every":7,"silent_working_days":2,"head_overdue":1,"coordinator_overdue":1,"leader_overdue":7,"check_in_day":25,"check_in_days_before_end":5,"check_in_again_working_days":2,"morning_at":"07:30:00","quiet_from":"17:00:00","waking_from":"07:00:00","waking_until":"20:00:00","tells_reports":true,"coordinator_decides":false,"halfway_min_days":14}');
INSERT INTO "task" VALUES(11,1,1,11,'11','Xây dựng hệ thống cơ sở dữ liệu về tổ chức đảng, đảng viên, liên thông với hệ thống quản lý cán bộ, công chức, viên chức và cơ sở dữ liệu quốc gia về dân cư...','in_month','Hoàn thành trong tháng 6/2026 (theo hướng dẫn của Ban Tổ chức Trung ương)','2026-06-01','2026-06-30',NULL,'in_month','theo hướng dẫn của Ban Tổ chức Trung ương',NULL,'{"table":2,"row":8}','2026-04-09','{"before_lead":[7,3,1,0],"before_coordinating":[3],"period_start_min_days":20,"overdue_first":[1,3],"overdue_every":7,"silent_working_days":2,"head_overdue":1,"coordinator_overdue":1,"leader_overdue":7,"check_in_day":25,"check_in_days_before_end":5,"check_in_again_working_days":2,"morning_at":"07:30:00","quiet_from":"17:00:00","waking_from":"07:00:00","waking_until":"20:00:00","tells_reports":true,"coordinator_decides":false,"halfway_min_days":14}');
INSERT INTO "task" VALUES(12,1,1,12,'12','Nghiên cứu đổi mới công tác tiếp nhận, tuyển chọn, bố trí và sử dụng cán bộ.','continuous','Thực hiện thường xuyên',NULL,NULL,NULL,'continuous',NULL,NULL,'{"table":3,"row":3}','2026-04-09','{"before_lead":[7,3,1,0],"before_coordinating":[3],"period_start_min_days":20,"overdue_first":[1,3],"overdue_every":7,"silent_working_days":2,"head_overdue":1,"coordinator_overdue":1,"leader_overdue":7,"check_in_day":25,"check_in_days_before_end":5,"check_in_again_working_days":2,"morning_at":"07:30:00","quiet_from":"17:00:00","waking_from":"07:00:00","waking_until":"20:00:00","tells_reports":true,"coordinator_decides":false,"halfway_min_days":14}');
INSERT INTO "task" VALUES(13,1,1,13,'13','Phối hợp thực hiện việc tiếp nhận cán bộ từ các ban, sở, ngành cấp thành phố luân chuyển về phường để đảm nhiệm cán bộ lãnh đạo, quản lý; tăng cường công chức chuyên môn làm việc; xem xét, bố trí cán bộ theo đặc điểm địa bàn.','in_month','Hoàn thành trong tháng 7/2026','2026-07-01','2026-07-31',NULL,'in_month',NULL,NULL,'{"table":3,"row":4}','2026-04-09','{"before_lead":[7,3,1,0],"before_coordinating":[3],"period_start_min_days":20,"overdue_first":[1,3],"overdue_every":7,"silent_working_days":2,"head_overdue":1,"coordinator_overdue":1,"leader_overdue":7,"check_in_day":25,"check_in_days_before_end":5,"check_in_again_working_days":2,"morning_at":"07:30:00","quiet_from":"17:00:00","waking_from":"07:00:00","waking_until":"20:00:00","tells_reports":true,"coordinator_decides":false,"halfway_min_days":14}');
INSERT INTO "task" VALUES(14,1,1,14,'14','Kiểm tra, giám sát, kiểm soát quyền lực và phòng chống tham nhũng trong công tác cán bộ; tập trung vào các khâu dễ phát sinh tiêu cực như nhận xét, đánh giá; quy hoạch, đào tạo, bổ nhiệm; điều động, luân chuyển; phân quyền duyệt ký, thi đua, khen thưởng','continuous','Thực hiện thường xuyên',NULL,NULL,NULL,'continuous',NULL,NULL,'{"table":3,"row":5}','2026-04-09','{"before_lead":[7,3,1,0],"before_coordinating":[3],"period_start_min_days":20,"overdue_first":[1,3],"overdue_every":7,"silent_working_days":2,"head_overdue":1,"coordinator_overdue":1,"leader_overdue":7,"check_in_day":25,"check_in_days_before_end":5,"check_in_again_working_days":2,"morning_at":"07:30:00","quiet_from":"17:00:00","waking_from":"07:00:00","waking_until":"20:00:00","tells_reports":true,"coordinator_decides":false,"halfway_min_days":14}');
INSERT INTO "task" VALUES(15,1,1,15,'15','Biểu dương, khen thưởng đối với cán bộ dám nghĩ, dám làm, dám chịu trách nhiệm vì lợi ích chung; cán bộ xử lý tốt việc phức tạp, tồn đọng kéo dài','continuous','Thực hiện thường xuyên',NULL,NULL,NULL,'continuous',NULL,NULL,'{"table":3,"row":6}','2026-04-09','{"before_lead":[7,3,1,0],"before_coordinating":[3],"period_start_min_days":20,"overdue_first":[1,3],"overdue_every":7,"silent_working_days":2,"head_overdue":1,"coordinator_overdue":1,"leader_overdue":7,"check_in_day":25,"check_in_days_before_end":5,"check_in_again_working_days":2,"morning_at":"07:30:00","quiet_from":"17:00:00","waking_from":"07:00:00","waking_until":"20:00:00","tells_reports":true,"coordinator_decides":false,"halfway_min_days":14}');
INSERT INTO "task" VALUES(16,1,1,16,'IV.1','Báo cáo Ban Thường vụ Đảng ủy phường về tình hình đội ngũ cán bộ, công chức của các cơ quan chuyên môn thuộc Ủy ban nhân dân phường','by_date','trước ngày 10/4/2026 (qua Ban Xây dựng Đảng)',NULL,'2026-04-09',NULL,'strictly_before',NULL,NULL,'{"part":"IV.1","paragraph":33}','2026-04-09','{"before_lead":[7,3,1,0],"before_coordinating":[3],"period_start_min_days":20,"overdue_first":[1,3],"overdue_every":7,"silent_working_days":2,"head_overdue":1,"coordinator_overdue":1,"leader_overdue":7,"check_in_day":25,"check_in_days_before_end":5,"check_in_again_working_days":2,"morning_at":"07:30:00","quiet_from":"17:00:00","waking_from":"07:00:00","waking_until":"20:00:00","tells_reports":true,"coordinator_decides":false,"halfway_min_days":14}');
INSERT INTO "task" VALUES(17,1,1,17,'IV.3a','Tổng hợp, xây dựng báo cáo tình hình, thực trạng đội ngũ cán bộ và công tác cán bộ thuộc phường, báo cáo Ban Tổ chức Thành uỷ','by_date','hoàn thành trước ngày 10/4/2026',NULL,'2026-04-09',NULL,'strictly_before',NULL,NULL,'{"part":"IV.3","paragraph":41}','2026-04-09','{"before_lead":[7,3,1,0],"before_coordinating":[3],"period_start_min_days":20,"overdue_first":[1,3],"overdue_every":7,"silent_working_days":2,"head_overdue":1,"coordinator_overdue":1,"leader_overdue":7,"check_in_day":25,"check_in_days_before_end":5,"check_in_again_working_days":2,"morning_at":"07:30:00","quiet_from":"17:00:00","waking_from":"07:00:00","waking_until":"20:00:00","tells_reports":true,"coordinator_decides":false,"halfway_min_days":14}');
INSERT INTO "task" VALUES(18,1,1,18,'IV.3b','Dự thảo văn bản thực hiện Nghị quyết của Ban Chấp hành Đảng bộ thành phố về công tác cán bộ','by_date','hoàn thành trước ngày 10/7/2026',NULL,'2026-07-09',NULL,'strictly_before',NULL,NULL,'{"part":"IV.3","paragraph":42}','2026-04-09','{"before_lead":[7,3,1,0],"before_coordinating":[3],"period_start_min_days":20,"overdue_first":[1,3],"overdue_every":7,"silent_working_days":2,"head_overdue":1,"coordinator_overdue":1,"leader_overdue":7,"check_in_day":25,"check_in_days_before_end":5,"check_in_again_working_days":2,"morning_at":"07:30:00","quiet_from":"17:00:00","waking_from":"07:00:00","waking_until":"20:00:00","tells_reports":true,"coordinator_decides":false,"halfway_min_days":14}');
INSERT INTO "task" VALUES(19,1,2,19,'','Rà soát hồ sơ đảng viên','by_date','30/6/2026',NULL,'2026-06-30',NULL,'by_date',NULL,NULL,'{}','2026-04-13','{"before_lead":[7,3,1,0],"before_coordinating":[3],"period_start_min_days":20,"overdue_first":[1,3],"overdue_every":7,"silent_working_days":2,"head_overdue":1,"coordinator_overdue":1,"leader_overdue":7,"check_in_day":25,"check_in_days_before_end":5,"check_in_again_working_days":2,"morning_at":"07:30:00","quiet_from":"17:00:00","waking_from":"07:00:00","waking_until":"20:00:00","tells_reports":true,"coordinator_decides":false,"halfway_min_days":14}');
CREATE TABLE unit (
	id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	name VARCHAR(300) NOT NULL, 
	"key" VARCHAR(300) NOT NULL, 
	is_group BOOLEAN NOT NULL, 
	parent_id INTEGER, 
	CONSTRAINT pk_unit PRIMARY KEY (id), 
	CONSTRAINT fk_unit_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id), 
	CONSTRAINT fk_unit_parent_id FOREIGN KEY(parent_id) REFERENCES unit (id), 
	CONSTRAINT uq_unit_organisation_id_key UNIQUE (organisation_id, "key")
);
INSERT INTO "unit" VALUES(1,1,'Đảng ủy phường','dang uy phuong',0,NULL);
INSERT INTO "unit" VALUES(2,1,'Thường trực Đảng ủy phường','thuong truc dang uy phuong',0,1);
INSERT INTO "unit" VALUES(3,1,'Ban Xây dựng Đảng','ban xay dung dang',0,NULL);
INSERT INTO "unit" VALUES(4,1,'Văn phòng Đảng ủy','van phong dang uy',0,NULL);
INSERT INTO "unit" VALUES(5,1,'Ủy ban Kiểm tra Đảng ủy','uy ban kiem tra dang uy',0,NULL);
INSERT INTO "unit" VALUES(6,1,'Trung tâm Chính trị phường','trung tam chinh tri phuong',0,NULL);
INSERT INTO "unit" VALUES(7,1,'Thường trực HĐND phường','thuong truc hdnd phuong',0,NULL);
INSERT INTO "unit" VALUES(8,1,'UBND phường','ubnd phuong',0,NULL);
INSERT INTO "unit" VALUES(9,1,'Phòng Văn hóa - Xã hội','phong van hoa - xa hoi',0,8);
INSERT INTO "unit" VALUES(10,1,'Phòng Kinh tế, Hạ tầng và Đô thị','phong kinh te, ha tang va do thi',0,8);
INSERT INTO "unit" VALUES(11,1,'Trạm Y tế phường','tram y te phuong',0,8);
INSERT INTO "unit" VALUES(12,1,'Ủy ban MTTQ Việt Nam phường','uy ban mttq viet nam phuong',0,NULL);
INSERT INTO "unit" VALUES(13,1,'Hội Phụ nữ phường','hoi phu nu phuong',0,NULL);
INSERT INTO "unit" VALUES(14,1,'Đoàn Thanh niên phường','doan thanh nien phuong',0,NULL);
INSERT INTO "unit" VALUES(15,1,'Hội Cựu chiến binh phường','hoi cuu chien binh phuong',0,NULL);
INSERT INTO "unit" VALUES(16,1,'Đảng bộ Công an phường','dang bo cong an phuong',0,NULL);
INSERT INTO "unit" VALUES(17,1,'Chi bộ Tổ dân phố số 1','chi bo to dan pho so 1',0,NULL);
INSERT INTO "unit" VALUES(18,1,'Chi bộ Tổ dân phố số 2','chi bo to dan pho so 2',0,NULL);
INSERT INTO "unit" VALUES(19,1,'các cấp ủy chi bộ, đảng bộ','cac cap uy chi bo, dang bo',1,NULL);
INSERT INTO "unit" VALUES(20,1,'các cơ quan, đơn vị','cac co quan, don vi',1,NULL);
INSERT INTO "unit" VALUES(21,1,'các phòng, ban, đơn vị thuộc phường','cac phong, ban, don vi thuoc phuong',1,NULL);
INSERT INTO "unit" VALUES(22,1,'các cơ quan chuyên trách tham mưu giúp việc, đơn vị sự nghiệp trực thuộc Đảng ủy','cac co quan chuyen trach tham muu giup viec, don vi su nghiep truc thuoc dang uy',1,NULL);
INSERT INTO "unit" VALUES(23,1,'các tổ chức chính trị - xã hội thuộc phường','cac to chuc chinh tri - xa hoi thuoc phuong',1,NULL);
INSERT INTO "unit" VALUES(24,1,'các đoàn thể phường','cac doan the phuong',1,NULL);
CREATE TABLE unit_alias (
	id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	name VARCHAR(300) NOT NULL, 
	"key" VARCHAR(300) NOT NULL, 
	CONSTRAINT pk_unit_alias PRIMARY KEY (id), 
	CONSTRAINT fk_unit_alias_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id), 
	CONSTRAINT fk_unit_alias_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_unit_alias_organisation_id_key UNIQUE (organisation_id, "key")
);
INSERT INTO "unit_alias" VALUES(1,1,1,'Đảng ủy','dang uy');
INSERT INTO "unit_alias" VALUES(2,1,1,'Đảng ủy phường Thủy Nguyên','dang uy phuong thuy nguyen');
INSERT INTO "unit_alias" VALUES(3,1,1,'Ban Thường vụ Đảng ủy phường','ban thuong vu dang uy phuong');
INSERT INTO "unit_alias" VALUES(4,1,2,'Thường trực Đảng ủy','thuong truc dang uy');
INSERT INTO "unit_alias" VALUES(5,1,3,'Ban Xây dựng đảng Đảng ủy phường','ban xay dung dang dang uy phuong');
INSERT INTO "unit_alias" VALUES(6,1,3,'Ban XDĐ','ban xdd');
INSERT INTO "unit_alias" VALUES(7,1,3,'Ban Xây dựng Đảng','ban xay dung dang');
INSERT INTO "unit_alias" VALUES(8,1,4,'Văn phòng Đảng ủy phường','van phong dang uy phuong');
INSERT INTO "unit_alias" VALUES(9,1,5,'Ủy ban Kiểm tra Đảng ủy phường','uy ban kiem tra dang uy phuong');
INSERT INTO "unit_alias" VALUES(10,1,5,'UBKT Đảng ủy','ubkt dang uy');
INSERT INTO "unit_alias" VALUES(11,1,5,'Ủy ban Kiểm tra Đảng ủy','uy ban kiem tra dang uy');
INSERT INTO "unit_alias" VALUES(12,1,6,'Trung tâm Chính trị','trung tam chinh tri');
INSERT INTO "unit_alias" VALUES(13,1,7,'Thường trực HĐND','thuong truc hdnd');
INSERT INTO "unit_alias" VALUES(14,1,7,'Thường trực Hội đồng nhân dân phường','thuong truc hoi dong nhan dan phuong');
INSERT INTO "unit_alias" VALUES(15,1,8,'Ủy ban nhân dân phường','uy ban nhan dan phuong');
INSERT INTO "unit_alias" VALUES(16,1,8,'UBND','ubnd');
INSERT INTO "unit_alias" VALUES(17,1,8,'UBND phường Thủy Nguyên','ubnd phuong thuy nguyen');
INSERT INTO "unit_alias" VALUES(18,1,9,'Phòng VH-XH','phong vh-xh');
INSERT INTO "unit_alias" VALUES(19,1,9,'Phòng Văn hóa – Xã hội','phong van hoa – xa hoi');
INSERT INTO "unit_alias" VALUES(20,1,9,'Phòng Văn hóa - Xã hội','phong van hoa - xa hoi');
INSERT INTO "unit_alias" VALUES(21,1,10,'Phòng KT, HT&ĐT','phong kt, ht&dt');
INSERT INTO "unit_alias" VALUES(22,1,10,'Phòng Kinh tế Hạ tầng và Đô thị','phong kinh te ha tang va do thi');
INSERT INTO "unit_alias" VALUES(23,1,10,'Phòng Kinh tế, Hạ tầng và Đô thị','phong kinh te, ha tang va do thi');
INSERT INTO "unit_alias" VALUES(24,1,11,'Trạm Y tế','tram y te');
INSERT INTO "unit_alias" VALUES(25,1,12,'MTTQ Việt Nam phường','mttq viet nam phuong');
INSERT INTO "unit_alias" VALUES(26,1,12,'Ủy ban Mặt trận Tổ quốc Việt Nam phường','uy ban mat tran to quoc viet nam phuong');
INSERT INTO "unit_alias" VALUES(27,1,12,'Ủy ban MTTQ Việt Nam','uy ban mttq viet nam');
INSERT INTO "unit_alias" VALUES(28,1,13,'Hội Liên hiệp Phụ nữ phường','hoi lien hiep phu nu phuong');
INSERT INTO "unit_alias" VALUES(29,1,13,'Hội LHPN phường','hoi lhpn phuong');
INSERT INTO "unit_alias" VALUES(30,1,14,'Đoàn TNCS Hồ Chí Minh phường','doan tncs ho chi minh phuong');
INSERT INTO "unit_alias" VALUES(31,1,14,'Đoàn Thanh niên Cộng sản Hồ Chí Minh phường','doan thanh nien cong san ho chi minh phuong');
INSERT INTO "unit_alias" VALUES(32,1,15,'Hội CCB phường','hoi ccb phuong');
INSERT INTO "unit_alias" VALUES(33,1,15,'Hội Cựu chiến binh phường','hoi cuu chien binh phuong');
INSERT INTO "unit_alias" VALUES(34,1,16,'Công an phường','cong an phuong');
INSERT INTO "unit_alias" VALUES(35,1,17,'Chi bộ TDP số 1','chi bo tdp so 1');
INSERT INTO "unit_alias" VALUES(36,1,17,'Chi bộ tổ dân phố số 1','chi bo to dan pho so 1');
INSERT INTO "unit_alias" VALUES(37,1,18,'Chi bộ TDP số 2','chi bo tdp so 2');
INSERT INTO "unit_alias" VALUES(38,1,18,'Chi bộ tổ dân phố số 2','chi bo to dan pho so 2');
INSERT INTO "unit_alias" VALUES(39,1,19,'Các cấp ủy chi, đảng bộ','cac cap uy chi, dang bo');
INSERT INTO "unit_alias" VALUES(40,1,19,'các chi bộ, đảng bộ trực thuộc Đảng ủy phường','cac chi bo, dang bo truc thuoc dang uy phuong');
INSERT INTO "unit_alias" VALUES(41,1,19,'các cấp ủy chi bộ, đảng bộ','cac cap uy chi bo, dang bo');
INSERT INTO "unit_alias" VALUES(42,1,20,'các cơ quan, đơn vị thuộc phường','cac co quan, don vi thuoc phuong');
INSERT INTO "unit_alias" VALUES(43,1,21,'các phòng, ban, đơn vị','cac phong, ban, don vi');
INSERT INTO "unit_alias" VALUES(44,1,22,'các cơ quan chuyên trách tham mưu, giúp việc, đơn vị sự nghiệp trực thuộc Đảng ủy phường','cac co quan chuyen trach tham muu, giup viec, don vi su nghiep truc thuoc dang uy phuong');
INSERT INTO "unit_alias" VALUES(45,1,23,'các tổ chức chính trị - xã hội','cac to chuc chinh tri - xa hoi');
INSERT INTO "unit_alias" VALUES(46,1,24,'các đoàn thể','cac doan the');
CREATE INDEX ix_code_try_organisation_id_channel_chat_id ON code_try (organisation_id, channel, chat_id);
CREATE INDEX ix_inbox_organisation_id_state_id ON inbox (organisation_id, state, id);
CREATE INDEX ix_chat_account_person_id ON chat_account (person_id);
CREATE INDEX ix_group_member_unit_id ON group_member (unit_id);
CREATE INDEX ix_membership_unit_id ON membership (unit_id);
CREATE INDEX ix_outbox_organisation_id_state_priority_id ON outbox (organisation_id, state, priority, id);
CREATE INDEX ix_task_plan_id ON task (plan_id);
CREATE INDEX ix_unit_alias_unit_id ON unit_alias (unit_id);
CREATE INDEX ix_occurrence_organisation_id_state ON occurrence (organisation_id, state);
CREATE INDEX ix_receipt_organisation_id_channel_chat_id_message_id ON receipt (organisation_id, channel, chat_id, message_id);
CREATE INDEX ix_responsibility_unit_id ON responsibility (unit_id);
CREATE INDEX ix_event_person_id ON event (person_id);
CREATE INDEX ix_event_task_id ON event (task_id);
CREATE INDEX ix_reminder_outbox_id ON reminder (outbox_id);
CREATE TRIGGER event_is_not_changed BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER event_is_not_removed BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE INDEX ix_plan_version_plan_id ON plan_version (plan_id);
CREATE INDEX ix_inbox_organisation_id_channel_chat_id_id ON inbox (organisation_id, channel, chat_id, id);
CREATE INDEX ix_absence_organisation_id_last_day ON absence (organisation_id, last_day);
CREATE INDEX ix_absence_stand_in_id ON absence (stand_in_id);
CREATE INDEX ix_assignment_person_id ON assignment (person_id);
CREATE INDEX ix_evidence_occurrence_id ON evidence (occurrence_id);
CREATE INDEX ix_request_organisation_id_state ON request (organisation_id, state);
CREATE INDEX ix_request_task_id ON request (task_id);
CREATE UNIQUE INDEX ix_person_feed_key ON person (feed_key);
CREATE INDEX ix_occurrence_next_look_at_organisation_id ON occurrence (next_look_at, organisation_id);
CREATE INDEX ix_occurrence_organisation_id_next_look_at ON occurrence (organisation_id, next_look_at);
CREATE INDEX ix_assignment_organisation_id ON assignment (organisation_id);
CREATE INDEX ix_group_member_organisation_id ON group_member (organisation_id);
CREATE INDEX ix_membership_organisation_id ON membership (organisation_id);
CREATE INDEX ix_office_role_organisation_id ON office_role (organisation_id);
CREATE INDEX ix_share_organisation_id ON share (organisation_id);
CREATE INDEX ix_channel_month_organisation_id_month ON channel_month (organisation_id, month);
CREATE TRIGGER occurrence_is_looked_at_again AFTER UPDATE OF period, first_day, last_day, at_time, deadline_version, state, progress, version, acknowledged_at, reported_on, obstacle, outcome ON occurrence
BEGIN UPDATE occurrence SET next_look_at = '2000-01-01 00:00:00.000000' WHERE id = NEW.id; END;
CREATE TRIGGER task_update_is_noticed AFTER UPDATE OF kind, created_on, last_day ON task  BEGIN UPDATE occurrence SET next_look_at = '2000-01-01 00:00:00.000000' WHERE task_id = NEW.id AND state IN ('open', 'reported') AND (next_look_at IS NULL OR next_look_at > '2000-01-01 00:00:00.000000'); END;
CREATE TRIGGER responsibility_insert_is_noticed AFTER INSERT ON responsibility  BEGIN UPDATE occurrence SET next_look_at = '2000-01-01 00:00:00.000000' WHERE task_id = NEW.task_id AND state IN ('open', 'reported') AND (next_look_at IS NULL OR next_look_at > '2000-01-01 00:00:00.000000'); END;
CREATE TRIGGER responsibility_update_is_noticed AFTER UPDATE ON responsibility  BEGIN UPDATE occurrence SET next_look_at = '2000-01-01 00:00:00.000000' WHERE task_id = NEW.task_id AND state IN ('open', 'reported') AND (next_look_at IS NULL OR next_look_at > '2000-01-01 00:00:00.000000'); END;
CREATE TRIGGER responsibility_delete_is_noticed AFTER DELETE ON responsibility  BEGIN UPDATE occurrence SET next_look_at = '2000-01-01 00:00:00.000000' WHERE task_id = OLD.task_id AND state IN ('open', 'reported') AND (next_look_at IS NULL OR next_look_at > '2000-01-01 00:00:00.000000'); END;
CREATE TRIGGER assignment_insert_is_noticed AFTER INSERT ON assignment  BEGIN UPDATE occurrence SET next_look_at = '2000-01-01 00:00:00.000000' WHERE task_id = NEW.task_id AND state IN ('open', 'reported') AND (next_look_at IS NULL OR next_look_at > '2000-01-01 00:00:00.000000'); END;
CREATE TRIGGER assignment_update_is_noticed AFTER UPDATE ON assignment  BEGIN UPDATE occurrence SET next_look_at = '2000-01-01 00:00:00.000000' WHERE task_id = NEW.task_id AND state IN ('open', 'reported') AND (next_look_at IS NULL OR next_look_at > '2000-01-01 00:00:00.000000'); END;
CREATE TRIGGER assignment_delete_is_noticed AFTER DELETE ON assignment  BEGIN UPDATE occurrence SET next_look_at = '2000-01-01 00:00:00.000000' WHERE task_id = OLD.task_id AND state IN ('open', 'reported') AND (next_look_at IS NULL OR next_look_at > '2000-01-01 00:00:00.000000'); END;
CREATE TRIGGER request_insert_is_noticed AFTER INSERT ON request  BEGIN UPDATE occurrence SET next_look_at = '2000-01-01 00:00:00.000000' WHERE id = NEW.occurrence_id AND state IN ('open', 'reported') AND (next_look_at IS NULL OR next_look_at > '2000-01-01 00:00:00.000000'); END;
CREATE TRIGGER request_update_is_noticed AFTER UPDATE ON request  BEGIN UPDATE occurrence SET next_look_at = '2000-01-01 00:00:00.000000' WHERE id = NEW.occurrence_id AND state IN ('open', 'reported') AND (next_look_at IS NULL OR next_look_at > '2000-01-01 00:00:00.000000'); END;
CREATE TRIGGER request_delete_is_noticed AFTER DELETE ON request  BEGIN UPDATE occurrence SET next_look_at = '2000-01-01 00:00:00.000000' WHERE id = OLD.occurrence_id AND state IN ('open', 'reported') AND (next_look_at IS NULL OR next_look_at > '2000-01-01 00:00:00.000000'); END;
CREATE TRIGGER share_insert_is_noticed AFTER INSERT ON share  BEGIN UPDATE occurrence SET next_look_at = '2000-01-01 00:00:00.000000' WHERE id = NEW.occurrence_id AND state IN ('open', 'reported') AND (next_look_at IS NULL OR next_look_at > '2000-01-01 00:00:00.000000'); END;
CREATE TRIGGER share_update_is_noticed AFTER UPDATE ON share  BEGIN UPDATE occurrence SET next_look_at = '2000-01-01 00:00:00.000000' WHERE id = NEW.occurrence_id AND state IN ('open', 'reported') AND (next_look_at IS NULL OR next_look_at > '2000-01-01 00:00:00.000000'); END;
CREATE TRIGGER share_delete_is_noticed AFTER DELETE ON share  BEGIN UPDATE occurrence SET next_look_at = '2000-01-01 00:00:00.000000' WHERE id = OLD.occurrence_id AND state IN ('open', 'reported') AND (next_look_at IS NULL OR next_look_at > '2000-01-01 00:00:00.000000'); END;
CREATE TRIGGER reminder_delete_is_noticed AFTER DELETE ON reminder  BEGIN UPDATE occurrence SET next_look_at = '2000-01-01 00:00:00.000000' WHERE id = OLD.occurrence_id AND state IN ('open', 'reported') AND (next_look_at IS NULL OR next_look_at > '2000-01-01 00:00:00.000000'); END;
CREATE TRIGGER organisation_update_is_noticed AFTER UPDATE OF policy, timezone ON organisation  BEGIN UPDATE occurrence SET next_look_at = '2000-01-01 00:00:00.000000' WHERE organisation_id = NEW.id AND state IN ('open', 'reported') AND (next_look_at IS NULL OR next_look_at > '2000-01-01 00:00:00.000000'); END;
CREATE TRIGGER day_off_insert_is_noticed AFTER INSERT ON day_off  BEGIN UPDATE occurrence SET next_look_at = '2000-01-01 00:00:00.000000' WHERE organisation_id = NEW.organisation_id AND state IN ('open', 'reported') AND (next_look_at IS NULL OR next_look_at > '2000-01-01 00:00:00.000000'); END;
CREATE TRIGGER day_off_update_is_noticed AFTER UPDATE ON day_off  BEGIN UPDATE occurrence SET next_look_at = '2000-01-01 00:00:00.000000' WHERE organisation_id = NEW.organisation_id AND state IN ('open', 'reported') AND (next_look_at IS NULL OR next_look_at > '2000-01-01 00:00:00.000000'); END;
CREATE TRIGGER day_off_delete_is_noticed AFTER DELETE ON day_off  BEGIN UPDATE occurrence SET next_look_at = '2000-01-01 00:00:00.000000' WHERE organisation_id = OLD.organisation_id AND state IN ('open', 'reported') AND (next_look_at IS NULL OR next_look_at > '2000-01-01 00:00:00.000000'); END;
CREATE TRIGGER chat_account_insert_is_noticed AFTER INSERT ON chat_account  BEGIN UPDATE occurrence SET next_look_at = '2000-01-01 00:00:00.000000' WHERE organisation_id = NEW.organisation_id AND state IN ('open', 'reported') AND (next_look_at IS NULL OR next_look_at > '2000-01-01 00:00:00.000000'); END;
CREATE TRIGGER chat_account_update_is_noticed AFTER UPDATE OF is_alive, person_id ON chat_account  BEGIN UPDATE occurrence SET next_look_at = '2000-01-01 00:00:00.000000' WHERE organisation_id = NEW.organisation_id AND state IN ('open', 'reported') AND (next_look_at IS NULL OR next_look_at > '2000-01-01 00:00:00.000000'); END;
CREATE TRIGGER chat_account_delete_is_noticed AFTER DELETE ON chat_account  BEGIN UPDATE occurrence SET next_look_at = '2000-01-01 00:00:00.000000' WHERE organisation_id = OLD.organisation_id AND state IN ('open', 'reported') AND (next_look_at IS NULL OR next_look_at > '2000-01-01 00:00:00.000000'); END;
CREATE TRIGGER membership_insert_is_noticed AFTER INSERT ON membership  BEGIN UPDATE occurrence SET next_look_at = '2000-01-01 00:00:00.000000' WHERE organisation_id = NEW.organisation_id AND state IN ('open', 'reported') AND (next_look_at IS NULL OR next_look_at > '2000-01-01 00:00:00.000000'); END;
CREATE TRIGGER membership_update_is_noticed AFTER UPDATE ON membership  BEGIN UPDATE occurrence SET next_look_at = '2000-01-01 00:00:00.000000' WHERE organisation_id = NEW.organisation_id AND state IN ('open', 'reported') AND (next_look_at IS NULL OR next_look_at > '2000-01-01 00:00:00.000000'); END;
CREATE TRIGGER membership_delete_is_noticed AFTER DELETE ON membership  BEGIN UPDATE occurrence SET next_look_at = '2000-01-01 00:00:00.000000' WHERE organisation_id = OLD.organisation_id AND state IN ('open', 'reported') AND (next_look_at IS NULL OR next_look_at > '2000-01-01 00:00:00.000000'); END;
CREATE TRIGGER office_role_insert_is_noticed AFTER INSERT ON office_role  BEGIN UPDATE occurrence SET next_look_at = '2000-01-01 00:00:00.000000' WHERE organisation_id = NEW.organisation_id AND state IN ('open', 'reported') AND (next_look_at IS NULL OR next_look_at > '2000-01-01 00:00:00.000000'); END;
CREATE TRIGGER office_role_update_is_noticed AFTER UPDATE ON office_role  BEGIN UPDATE occurrence SET next_look_at = '2000-01-01 00:00:00.000000' WHERE organisation_id = NEW.organisation_id AND state IN ('open', 'reported') AND (next_look_at IS NULL OR next_look_at > '2000-01-01 00:00:00.000000'); END;
CREATE TRIGGER office_role_delete_is_noticed AFTER DELETE ON office_role  BEGIN UPDATE occurrence SET next_look_at = '2000-01-01 00:00:00.000000' WHERE organisation_id = OLD.organisation_id AND state IN ('open', 'reported') AND (next_look_at IS NULL OR next_look_at > '2000-01-01 00:00:00.000000'); END;
CREATE TRIGGER group_member_insert_is_noticed AFTER INSERT ON group_member  BEGIN UPDATE occurrence SET next_look_at = '2000-01-01 00:00:00.000000' WHERE organisation_id = NEW.organisation_id AND state IN ('open', 'reported') AND (next_look_at IS NULL OR next_look_at > '2000-01-01 00:00:00.000000'); END;
CREATE TRIGGER group_member_update_is_noticed AFTER UPDATE ON group_member  BEGIN UPDATE occurrence SET next_look_at = '2000-01-01 00:00:00.000000' WHERE organisation_id = NEW.organisation_id AND state IN ('open', 'reported') AND (next_look_at IS NULL OR next_look_at > '2000-01-01 00:00:00.000000'); END;
CREATE TRIGGER group_member_delete_is_noticed AFTER DELETE ON group_member  BEGIN UPDATE occurrence SET next_look_at = '2000-01-01 00:00:00.000000' WHERE organisation_id = OLD.organisation_id AND state IN ('open', 'reported') AND (next_look_at IS NULL OR next_look_at > '2000-01-01 00:00:00.000000'); END;
CREATE TRIGGER absence_insert_is_noticed AFTER INSERT ON absence  BEGIN UPDATE occurrence SET next_look_at = '2000-01-01 00:00:00.000000' WHERE organisation_id = NEW.organisation_id AND state IN ('open', 'reported') AND (next_look_at IS NULL OR next_look_at > '2000-01-01 00:00:00.000000'); END;
CREATE TRIGGER absence_update_is_noticed AFTER UPDATE ON absence  BEGIN UPDATE occurrence SET next_look_at = '2000-01-01 00:00:00.000000' WHERE organisation_id = NEW.organisation_id AND state IN ('open', 'reported') AND (next_look_at IS NULL OR next_look_at > '2000-01-01 00:00:00.000000'); END;
CREATE TRIGGER absence_delete_is_noticed AFTER DELETE ON absence  BEGIN UPDATE occurrence SET next_look_at = '2000-01-01 00:00:00.000000' WHERE organisation_id = OLD.organisation_id AND state IN ('open', 'reported') AND (next_look_at IS NULL OR next_look_at > '2000-01-01 00:00:00.000000'); END;
CREATE TRIGGER channel_month_insert_is_noticed AFTER INSERT ON channel_month  BEGIN UPDATE occurrence SET next_look_at = '2000-01-01 00:00:00.000000' WHERE organisation_id = NEW.organisation_id AND state IN ('open', 'reported') AND (next_look_at IS NULL OR next_look_at > '2000-01-01 00:00:00.000000'); END;
CREATE TRIGGER channel_month_update_is_noticed AFTER UPDATE OF month_limit ON channel_month WHEN (NEW.month_limit <> OLD.month_limit) BEGIN UPDATE occurrence SET next_look_at = '2000-01-01 00:00:00.000000' WHERE organisation_id = NEW.organisation_id AND state IN ('open', 'reported') AND (next_look_at IS NULL OR next_look_at > '2000-01-01 00:00:00.000000'); END;
CREATE TRIGGER person_hour_is_noticed AFTER UPDATE OF morning_at ON person BEGIN UPDATE occurrence SET next_look_at = '2000-01-01 00:00:00.000000' WHERE organisation_id = NEW.organisation_id AND state IN ('open', 'reported') AND (next_look_at IS NULL OR next_look_at > '2000-01-01 00:00:00.000000'); END;
COMMIT;
