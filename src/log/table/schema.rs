//! The columns of a file, and what its metadata says.

use parquet::{
    basic::{LogicalType, Repetition, TimeUnit, Type as Physical},
    errors::ParquetError,
    schema::types::{Type, TypePtr},
};
use std::sync::Arc;

/// The version of the files that this program writes, and the only one that it reads.
pub const TABLE_SCHEMA: u32 = 1;

/// A column of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    /// The cell of the experiment.
    Cell,
    /// Who saw it.
    Profile,
    /// Which of their sessions.
    Session,
    /// Which page visit of the session.
    Visit,
    /// When, in milliseconds since 1970 in UTC.
    At,
    /// The local hour.
    Hour,
    /// The local weekday, 0 for Monday.
    Weekday,
    /// The screen.
    Device,
    /// The kind of place.
    Canvas,
    /// The row on the page.
    SlotRow,
    /// The position in the row.
    SlotColumn,
    /// The policy that chose.
    Policy,
    /// How often it had been updated.
    ModelVersion,
    /// The title.
    Title,
    /// The artwork that could be chosen.
    Arms,
    /// The artwork shown.
    Artwork,
    /// Its place among the arms, from 0.
    Chosen,
    /// Its probability.
    Propensity,
    /// The probability of each arm.
    Probabilities,
    /// The features of all arms, one arm after the other.
    Features,
    /// What followed.
    Outcome,
    /// How much was watched of what was left.
    Fraction,
    /// How many milliseconds later the play began.
    After,
    /// The reward.
    Reward,
    /// How much it counts.
    Weight,
}

/// The type of the values of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Integer,
    Long,
    Moment,
    Double,
    Doubles,
}

impl Column {
    /// Every column, in the order of the file.
    pub const ALL: [Self; 25] = [
        Self::Cell,
        Self::Profile,
        Self::Session,
        Self::Visit,
        Self::At,
        Self::Hour,
        Self::Weekday,
        Self::Device,
        Self::Canvas,
        Self::SlotRow,
        Self::SlotColumn,
        Self::Policy,
        Self::ModelVersion,
        Self::Title,
        Self::Arms,
        Self::Artwork,
        Self::Chosen,
        Self::Propensity,
        Self::Probabilities,
        Self::Features,
        Self::Outcome,
        Self::Fraction,
        Self::After,
        Self::Reward,
        Self::Weight,
    ];

    /// The name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Cell => "cell",
            Self::Profile => "profile",
            Self::Session => "session",
            Self::Visit => "visit",
            Self::At => "at",
            Self::Hour => "hour",
            Self::Weekday => "weekday",
            Self::Device => "device",
            Self::Canvas => "canvas",
            Self::SlotRow => "slot_row",
            Self::SlotColumn => "slot_column",
            Self::Policy => "policy",
            Self::ModelVersion => "model_version",
            Self::Title => "title",
            Self::Arms => "arms",
            Self::Artwork => "artwork",
            Self::Chosen => "chosen",
            Self::Propensity => "propensity",
            Self::Probabilities => "probabilities",
            Self::Features => "features",
            Self::Outcome => "outcome",
            Self::Fraction => "fraction",
            Self::After => "after",
            Self::Reward => "reward",
            Self::Weight => "weight",
        }
    }

    pub(super) fn kind(self) -> Kind {
        match self {
            Self::Cell
            | Self::Profile
            | Self::Device
            | Self::Canvas
            | Self::Policy
            | Self::Title
            | Self::Arms
            | Self::Artwork
            | Self::Outcome => Kind::Text,
            Self::Hour | Self::Weekday | Self::SlotRow | Self::SlotColumn | Self::Chosen => {
                Kind::Integer
            }
            Self::Session | Self::Visit | Self::ModelVersion | Self::After => Kind::Long,
            Self::At => Kind::Moment,
            Self::Propensity | Self::Fraction | Self::Reward | Self::Weight => Kind::Double,
            Self::Probabilities | Self::Features => Kind::Doubles,
        }
    }

    /// Whether a row may have no value here: while the outcome is pending.
    #[must_use]
    pub fn is_optional(self) -> bool {
        matches!(
            self,
            Self::Outcome | Self::Fraction | Self::After | Self::Reward | Self::Weight
        )
    }

    fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// Which columns are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Columns(u32);

impl Columns {
    /// All of them.
    pub const ALL: Self = Self((1 << Column::ALL.len()) - 1);

    /// These alone.
    #[must_use]
    pub fn of(columns: &[Column]) -> Self {
        Self(columns.iter().fold(0, |all, column| all | column.bit()))
    }

    /// All of these and `column`.
    #[must_use]
    pub fn with(self, column: Column) -> Self {
        Self(self.0 | column.bit())
    }

    /// All of these but `column`.
    #[must_use]
    pub fn without(self, column: Column) -> Self {
        Self(self.0 & !column.bit())
    }

    /// Whether `column` is among them.
    #[must_use]
    pub fn has(self, column: Column) -> bool {
        self.0 & column.bit() != 0
    }

    /// Whether all of `columns` are among them.
    pub(super) fn have(self, columns: &[Column]) -> bool {
        columns.iter().all(|column| self.has(*column))
    }
}

/// Where the rows of a file come from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// Names the content of the catalog: its CRC-32 in hexadecimal digits.
    pub catalog_digest: String,
    /// Counts changes to how the engine chooses.
    pub engine_version: u32,
    /// Counts changes to what the features mean.
    pub feature_version: u32,
}

/// What the metadata of a file is called.
pub(super) mod keys {
    /// [`super::TABLE_SCHEMA`].
    pub(in crate::log::table) const SCHEMA: &str = "keyart.schema";
    /// [`crate::log::table::ROUNDS_SCHEMA`].
    pub(in crate::log::table) const ROUNDS: &str = "keyart.rounds";
    /// [`super::Origin::catalog_digest`].
    pub(in crate::log::table) const CATALOG: &str = "keyart.catalog_digest";
    /// [`super::Origin::engine_version`].
    pub(in crate::log::table) const ENGINE: &str = "keyart.engine_version";
    /// [`super::Origin::feature_version`].
    pub(in crate::log::table) const FEATURES: &str = "keyart.feature_version";
}

/// The schema of a file: see `docs/SCALE.md`.
pub(super) fn schema() -> Result<TypePtr, ParquetError> {
    let fields: Result<Vec<TypePtr>, ParquetError> = Column::ALL
        .into_iter()
        .map(|it| field(it.name(), it.kind(), it.is_optional()))
        .collect();
    let root = Type::group_type_builder("impressions").with_fields(fields?);
    Ok(Arc::new(root.build()?))
}

pub(super) fn field(name: &str, kind: Kind, optional: bool) -> Result<TypePtr, ParquetError> {
    let repetition = match optional {
        true => Repetition::OPTIONAL,
        false => Repetition::REQUIRED,
    };
    let (physical, logical) = match kind {
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Integer => (Physical::INT32, None),
        Kind::Long => (Physical::INT64, None),
        Kind::Moment => (
            Physical::INT64,
            Some(LogicalType::timestamp(true, TimeUnit::MILLIS)),
        ),
        Kind::Double => (Physical::DOUBLE, None),
        Kind::Doubles => return list(name, repetition),
    };
    let primitive = Type::primitive_type_builder(name, physical)
        .with_repetition(repetition)
        .with_logical_type(logical);
    Ok(Arc::new(primitive.build()?))
}

fn list(name: &str, repetition: Repetition) -> Result<TypePtr, ParquetError> {
    let items = Type::group_type_builder("list")
        .with_repetition(Repetition::REPEATED)
        .with_fields(vec![field("element", Kind::Double, false)?]);
    let list = Type::group_type_builder(name)
        .with_repetition(repetition)
        .with_logical_type(Some(LogicalType::List))
        .with_fields(vec![Arc::new(items.build()?)]);
    Ok(Arc::new(list.build()?))
}
