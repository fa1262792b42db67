//! A provider of metrics that notes what is recorded.

use std::fmt::Debug;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex, PoisonError};

use aws_smithy_observability::instruments::{
    AsyncInstrumentBuilder, AsyncMeasure, Histogram, InstrumentBuilder, MonotonicCounter,
    ProvideInstrument, UpDownCounter,
};
use aws_smithy_observability::meter::{Meter, ProvideMeter};
use aws_smithy_observability::{Attributes, Context, TelemetryProvider};

/// The records so far; clones share them.
#[derive(Clone, Debug, Default)]
pub struct Records(Arc<Mutex<Vec<String>>>);

impl Records {
    /// The telemetry of a process, which notes its records here. Its name is that of OpenTelemetry,
    /// which user agents tell of.
    pub fn provider(&self) -> TelemetryProvider {
        let meters = Arc::new(Meters(self.clone()));
        TelemetryProvider::builder().meter_provider(meters).build()
    }

    /// The records since this was asked last: scope, name, unit and labels, without the values.
    pub fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[derive(Debug)]
struct Meters(Records);

impl ProvideMeter for Meters {
    fn get_meter(&self, scope: &'static str, _: Option<&Attributes>) -> Meter {
        let records = self.0.clone();
        Meter::new(Arc::new(Scope { scope, records }))
    }

    fn provider_name(&self) -> &'static str {
        "AwsSmithyObservabilityOtelProvider"
    }
}

#[derive(Debug)]
struct Scope {
    scope: &'static str,
    records: Records,
}

impl Scope {
    fn instrument<T>(&self, builder: &InstrumentBuilder<'_, T>) -> Arc<Instrument> {
        let (name, units) = (builder.get_name(), builder.get_units());
        Arc::new(Instrument {
            name: format!("{} {name} {units:?}", self.scope),
            records: self.records.clone(),
        })
    }
}

type Measure<T> = Arc<dyn AsyncMeasure<Value = T>>;

impl ProvideInstrument for Scope {
    fn create_gauge(&self, _: AsyncInstrumentBuilder<'_, Measure<f64>, f64>) -> Measure<f64> {
        Arc::new(Unused(PhantomData))
    }

    fn create_up_down_counter(
        &self,
        builder: InstrumentBuilder<'_, Arc<dyn UpDownCounter>>,
    ) -> Arc<dyn UpDownCounter> {
        self.instrument(&builder)
    }

    fn create_async_up_down_counter(
        &self,
        _: AsyncInstrumentBuilder<'_, Measure<i64>, i64>,
    ) -> Measure<i64> {
        Arc::new(Unused(PhantomData))
    }

    fn create_monotonic_counter(
        &self,
        builder: InstrumentBuilder<'_, Arc<dyn MonotonicCounter>>,
    ) -> Arc<dyn MonotonicCounter> {
        self.instrument(&builder)
    }

    fn create_async_monotonic_counter(
        &self,
        _: AsyncInstrumentBuilder<'_, Measure<u64>, u64>,
    ) -> Measure<u64> {
        Arc::new(Unused(PhantomData))
    }

    fn create_histogram(
        &self,
        builder: InstrumentBuilder<'_, Arc<dyn Histogram>>,
    ) -> Arc<dyn Histogram> {
        self.instrument(&builder)
    }
}

#[derive(Debug)]
struct Instrument {
    name: String,
    records: Records,
}

impl Instrument {
    fn note(&self, attributes: Option<&Attributes>) {
        let labels = attributes.map(Attributes::attributes);
        let labels = labels.into_iter().flatten();
        let mut labels: Vec<_> = labels.map(|it| format!("{it:?}")).collect();
        labels.sort();
        let mut records = self
            .records
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        records.push(format!("{} {labels:?}", self.name));
    }
}

impl Histogram for Instrument {
    fn record(&self, _: f64, attributes: Option<&Attributes>, _: Option<&dyn Context>) {
        self.note(attributes);
    }
}

impl MonotonicCounter for Instrument {
    fn add(&self, _: u64, attributes: Option<&Attributes>, _: Option<&dyn Context>) {
        self.note(attributes);
    }
}

impl UpDownCounter for Instrument {
    fn add(&self, _: i64, attributes: Option<&Attributes>, _: Option<&dyn Context>) {
        self.note(attributes);
    }
}

/// An instrument that clients have no use for.
#[derive(Debug)]
struct Unused<T>(PhantomData<T>);

impl<T: Debug + Send + Sync> AsyncMeasure for Unused<T> {
    type Value = T;

    fn record(&self, _: T, _: Option<&Attributes>, _: Option<&dyn Context>) {}

    fn stop(&self) {}
}
