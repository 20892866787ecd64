/// One record of a CSV file: its fields lie one after another in a buffer that is used again for the next record.
struct CSVRow {
    /// The line of the file on which the record begins, counted from 1.
    fileprivate(set) var line = 1
    fileprivate(set) var fault: CSVFault?
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    var count: Int { ends.count }

    /// A single empty field without quotes is what a blank line looks like.
    var isBlank: Bool { ends.count == 1 && bytes.isEmpty }

    /// The bytes of a field, unquoted.
    func field(_ index: Int) -> ArraySlice<UInt8> {
        bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
    }

    func text(_ index: Int) -> String { String(decoding: field(index), as: UTF8.self) }

    mutating func begin(line: Int) {
        self.line = line
        fault = nil
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }

    /// What a field and a row may hold at most: an open quote must not draw a whole file into the memory.
    enum Limit {
        static let fieldBytes = 32_768
        static let fields = 1000
    }

    mutating func append(_ slice: Slice<UnsafeBufferPointer<UInt8>>) {
        guard bytes.count - (ends.last ?? 0) + slice.count <= Limit.fieldBytes else { return note(.longField) }
        if ends.count < Limit.fields { bytes.append(contentsOf: slice) }
    }

    mutating func endField() {
        guard ends.count < Limit.fields else { return note(.manyFields) }
        ends.append(bytes.count)
    }

    /// The first fault counts, but a quote that never closes says more than the length that follows from it.
    mutating func note(_ fault: CSVFault) {
        if self.fault == nil || fault == .openQuote { self.fault = fault }
    }
}

/// How a record can break RFC 4180 §2.
enum CSVFault: Hashable {
    /// A quote inside a field that does not begin with one, or text after the closing quote (rules 5 to 7).
    case strayQuote
    /// The file ends inside quotes.
    case openQuote
    /// A field is longer than any that means something.
    case longField
    /// More fields than any file has columns.
    case manyFields
}
