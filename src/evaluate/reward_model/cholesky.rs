//! Weighted least squares with a penalty, by Cholesky's decomposition of the normal equations.

/// `(Σ w x xᵀ + diag(λ, …, λ, 0)) b = Σ w x y`, where x has a constant 1 behind the features.
#[derive(Debug, Clone)]
pub(super) struct System {
    /// How many unknowns there are.
    size: usize,
    /// The lower triangle, row by row.
    matrix: Vec<f64>,
    right: Vec<f64>,
}

/// Where row `row` of a lower triangle begins.
fn start(row: usize) -> usize {
    row * (row + 1) / 2
}

impl System {
    pub(super) fn new(dimension: usize, penalty: f64) -> Self {
        let size = dimension + 1;
        let mut matrix = vec![0.0; start(size)];
        for row in 0..dimension {
            matrix[start(row) + row] = penalty;
        }
        Self {
            size,
            matrix,
            right: vec![0.0; size],
        }
    }

    /// Adds a row of features that are not 0, in the order of their places.
    pub(super) fn add(
        &mut self,
        features: impl Iterator<Item = (usize, f64)> + Clone,
        weight: f64,
        y: f64,
    ) {
        let all = features.chain([(self.size - 1, 1.0)]);
        for (row, x) in all.clone() {
            let weighted = weight * x;
            self.right[row] += weighted * y;
            for (column, other) in all.clone().take_while(|(column, _)| *column <= row) {
                self.matrix[start(row) + column] += weighted * other;
            }
        }
    }

    /// The solution; `None` if the matrix is not positive definite.
    pub(super) fn solve(mut self) -> Option<Vec<f64>> {
        for row in 0..self.size {
            for column in 0..=row {
                let (above, own) = self.matrix.split_at(start(row));
                let other = if column == row {
                    &own[..column]
                } else {
                    &above[start(column)..][..column]
                };
                let product: f64 = own[..column].iter().zip(other).map(|(a, b)| a * b).sum();
                let rest = own[column] - product;
                let entry = if column == row {
                    if rest.is_nan() || rest <= 0.0 {
                        return None;
                    }
                    libm::sqrt(rest)
                } else {
                    rest / above[start(column) + column]
                };
                self.matrix[start(row) + column] = entry;
            }
        }
        Some(self.substituted())
    }

    /// Solves the two triangular systems, the matrix being decomposed.
    fn substituted(mut self) -> Vec<f64> {
        for row in 0..self.size {
            let factors = &self.matrix[start(row)..][..=row];
            let known = &self.right[..row];
            let product: f64 = factors.iter().zip(known).map(|(a, b)| a * b).sum();
            self.right[row] = (self.right[row] - product) / factors[row];
        }
        for row in (0..self.size).rev() {
            let below = row + 1..self.size;
            let product: f64 = below
                .map(|under| self.matrix[start(under) + row] * self.right[under])
                .sum();
            self.right[row] = (self.right[row] - product) / self.matrix[start(row) + row];
        }
        self.right
    }
}
