/// The room of the generator of synthetic municipalities: everything behind `SampleMunicipalities`.
package enum Sample {}
