//! Plain linear algebra, which the fast one is tested against.

/// The inverse by Gauss–Jordan elimination with partial pivoting.
pub(super) fn inverse(mut a: Vec<Vec<f64>>) -> Vec<Vec<f64>> {
    let size = a.len();
    let unit = |i| (0..size).map(|j| f64::from(u8::from(i == j))).collect();
    let mut b: Vec<Vec<f64>> = (0..size).map(unit).collect();
    for pivot in 0..size {
        let largest = (pivot..size)
            .max_by(|&i, &j| a[i][pivot].abs().total_cmp(&a[j][pivot].abs()))
            .unwrap();
        a.swap(pivot, largest);
        b.swap(pivot, largest);
        let scale = a[pivot][pivot];
        a[pivot].iter_mut().for_each(|entry| *entry /= scale);
        b[pivot].iter_mut().for_each(|entry| *entry /= scale);
        let (above, beside) = (a[pivot].clone(), b[pivot].clone());
        for row in (0..size).filter(|row| *row != pivot) {
            let factor = a[row][pivot];
            for column in 0..size {
                a[row][column] -= factor * above[column];
                b[row][column] -= factor * beside[column];
            }
        }
    }
    b
}
