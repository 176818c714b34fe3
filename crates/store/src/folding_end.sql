DROP TABLE temp.indexed_word;
DROP TABLE temp.indexed_place;
DROP TABLE temp.folded_otherwise;
