use copydesk::{count_en, count_vi, number_en, number_vi};

#[test]
fn groups_are_dots_and_decimals_a_comma() {
    assert_eq!(number_vi(1234.5, 1), "1.234,5");
    assert_eq!(number_vi(23_394.5, 1), "23.394,5");
    assert_eq!(number_vi(-1_000_000.0, 0), "-1.000.000");
    assert_eq!(number_vi(999.96, 1), "1.000,0");
    assert_eq!(number_vi(-0.04, 1), "0,0", "no minus before nothing");
    assert_eq!(number_vi(f64::NAN, 1), "–");
    assert_eq!(number_en(1234.5, 2), "1,234.50");
    assert_eq!(count_vi(0), "0");
    assert_eq!(count_vi(999), "999");
    assert_eq!(count_vi(3_400_000), "3.400.000");
    assert_eq!(count_vi(i64::MIN), "-9.223.372.036.854.775.808");
    assert_eq!(count_en(-23_394), "-23,394");
}
