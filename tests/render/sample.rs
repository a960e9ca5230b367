//! A comparison made by hand, so that renderers are tested without the stages: three invented reports.

use jiff::civil::date;
use storydiff::model::{
    Act, Basis, Block, Comparison, Counts, Divergence, DivergenceKind, Facts, Feature, Form, Grade,
    Joined, Kind, Link, Metadata, Note, NoteKind, Packing, Published, Quotation, Report, ReportId,
    ReportOverview, Role, Row, Setting, Side, Sourced, Span, Spans, Speaker, SpeakerKind,
    Statement, StatementId, Status, Views, Wording,
};

const GAZETTE: &str = "\
Harbour crane topples in storm
A crane toppled onto the quay at Northport on Tuesday night, injuring 30 people, the port authority said.
“We had no warning that would have let us clear the quay,” said Ines Falk, the harbour master.
Two ferries were held outside the harbour until dawn.
Read more: storm closes coast road";

const POST: &str = "\
A crane fell on the quay in Northport late on Tuesday, and 41 people were hurt, according to the port authority.
Harbour master Ines Falk said there was “no warning that would have allowed us to clear the quay”.
The crane was inspected in March and passed, a spokesman for its owner, Tidewater Lifting of the Netherlands, said, adding that nothing in the record of its eleven years on the quay had pointed to a fault in the foot, the mast or the brakes.";

const COURIER: &str = "\
Two ferries waited off the harbour until dawn.
Schools in the old town stay closed on Wednesday.";

fn report(id: usize, label: &str, text: &str, published: Option<Published>) -> Report {
    let blocks = lines(text)
        .into_iter()
        .map(|span| {
            let line = span.cut(text);
            let (role, reason) = if line.starts_with("Read more") {
                (Role::Related, "begins with “Read more”")
            } else if line.ends_with("storm") {
                (Role::Headline, "first line")
            } else {
                (Role::Body, "running text")
            };
            Block {
                span,
                role,
                reason: reason.to_owned(),
                set_off: false,
            }
        })
        .collect();
    Report {
        id: ReportId::new(id),
        label: label.to_owned(),
        path: format!("{id}.txt"),
        sha256: "0".repeat(64),
        text: text.to_owned(),
        metadata: Metadata {
            outlet: Some(Sourced {
                value: label.to_owned(),
                basis: Basis::Furniture,
            }),
            published,
            ..Metadata::default()
        },
        blocks,
        input_format: "text",
        encoding: "UTF-8",
    }
}

fn lines(text: &str) -> Vec<Span> {
    let mut start = 0;
    text.split_inclusive('\n')
        .map(|line| {
            let span = Span::new(start, start + line.len()).trimmed(text);
            start += line.len();
            span
        })
        .collect()
}

fn span(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap();
    Span::new(start, start + words.len())
}

fn id(report: usize, number: usize) -> StatementId {
    StatementId::new(ReportId::new(report), number)
}

fn side(report: usize, number: usize, text: &str, words: &str, value: &str) -> Side {
    Side {
        statement: id(report, number),
        spans: vec![span(text, words)],
        value: value.to_owned(),
        telling: report,
    }
}

fn link(left: StatementId, right: StatementId) -> Link {
    Link {
        left,
        right,
        score: 0.93,
        reasons: {
            let mut packing = Packing::default();
            packing.push(0, 0.625, "crane, quay, northport");
            packing.done()
        },
    }
}

/// Three reports, four rows of two reports, three of one.
pub fn comparison() -> Comparison {
    let published = |day, basis, trusted| {
        Some(Published {
            date: date(2031, 3, day),
            basis,
            trusted,
        })
    };
    let reports = vec![
        report(
            0,
            "Harbour Gazette",
            GAZETTE,
            published(5, Basis::Byline, true),
        ),
        report(
            1,
            "Northport Post",
            POST,
            published(5, Basis::Dateline, true),
        ),
        report(
            2,
            "The Courier",
            COURIER,
            published(19, Basis::PageHeader, false),
        ),
    ];
    let statements: Vec<Vec<Statement>> = reports
        .iter()
        .map(|report| {
            report
                .blocks
                .iter()
                .filter(|block| block.role.makes_statements())
                .enumerate()
                .map(|(number, block)| Statement {
                    id: StatementId::new(report.id, number),
                    span: block.span,
                    kind: Kind::Claim,
                    sentence: number,
                    role: block.role,
                    quotation: None,
                    facts: Facts::default(),
                })
                .collect()
        })
        .collect();
    let mut statements = statements;
    statements[0][2].kind = Kind::Quotation;
    statements[0][2].quotation = Some(Box::new(Quotation {
        form: Form::Direct,
        content: Spans::from_slice(&[span(
            GAZETTE,
            "We had no warning that would have let us clear the quay,",
        )]),
        quoted: Spans::from_slice(&[span(
            GAZETTE,
            "We had no warning that would have let us clear the quay,",
        )]),
        cue: Some(Span::new(
            GAZETTE.find("said Ines").unwrap(),
            GAZETTE.find("said Ines").unwrap() + 4,
        )),
        act: Act::Speech,
        speaker: Some(Speaker {
            mention: Some(span(GAZETTE, "Ines Falk")),
            name: Some("Ines Falk".into()),
            title: Some("the harbour master".into()),
            kind: SpeakerKind::Named,
        }),
        confidence: 0.9,
    }));
    let row = |number, status, members: Vec<StatementId>, divergences| Row {
        number,
        status,
        joined: Joined {
            links: match members.as_slice() {
                [left, right] => vec![link(*left, *right)],
                _ => Vec::new(),
            },
            wordings: Vec::new(),
            elsewhere: Vec::new(),
            divergences,
        }
        .held(),
        members: members.into(),
    };
    let rows = vec![
        row(
            0,
            Status::Divergent,
            vec![id(0, 1), id(1, 0)],
            vec![Divergence {
                kind: DivergenceKind::Number,
                rule: "figure-mismatch",
                sides: vec![
                    side(0, 1, GAZETTE, "30 people", "30 people"),
                    side(1, 0, POST, "41 people", "41 people"),
                ],
                explanation: "30 and 41 people cannot both be the number of the injured".to_owned(),
                confidence: 0.9,
            }],
        ),
        row(
            1,
            Status::Divergent,
            vec![id(0, 2), id(1, 1)],
            vec![
                Divergence {
                    kind: DivergenceKind::Wording,
                    rule: "quoted-words",
                    sides: vec![
                        side(0, 2, GAZETTE, "let us", "“… have let us clear …”"),
                        side(
                            1,
                            1,
                            POST,
                            "allowed us to",
                            "“… have allowed us to clear …”",
                        ),
                    ],
                    explanation: "the words inside the marks differ".to_owned(),
                    confidence: 0.8,
                },
                Divergence {
                    kind: DivergenceKind::Certainty,
                    rule: "hedge",
                    sides: vec![
                        side(0, 2, GAZETTE, "had", "flat"),
                        side(1, 1, POST, "said", "reported"),
                    ],
                    explanation: "reported here, flat there".to_owned(),
                    confidence: 0.2,
                },
            ],
        ),
        row(2, Status::Shared, vec![id(0, 3), id(2, 0)], Vec::new()),
        row(3, Status::Unique, vec![id(0, 0)], Vec::new()),
        row(4, Status::Unique, vec![id(1, 2)], Vec::new()),
        row(5, Status::Unique, vec![id(2, 1)], Vec::new()),
    ];
    let mut rows = rows;
    rows[1].joined.as_mut().unwrap().wordings.push(Wording {
        left: id(0, 2),
        right: id(1, 1),
        grade: Grade::Reworded,
        left_only: vec![span(GAZETTE, "let us")],
        right_only: vec![span(POST, "allowed us to")],
    });
    let overview = |report: usize, statements, quotations, rows| ReportOverview {
        report: ReportId::new(report),
        words: reports[report].words(),
        statements,
        quotations,
        rows,
        set_aside: Vec::new(),
    };
    let views = Views {
        overview: vec![
            overview(0, 4, 1, [2, 1, 1]),
            overview(1, 3, 0, [2, 0, 1]),
            overview(2, 2, 0, [0, 1, 1]),
        ],
        ..Views::default()
    };
    Comparison {
        statements,
        rows,
        rejected: vec![link(id(0, 1), id(1, 2))],
        features: vec![Feature {
            name: "shared-words",
            weight: 4.0,
            words: "",
        }],
        notes: vec![Note {
            kind: NoteKind::UntrustedDate,
            reports: vec![ReportId::new(2)],
            message: "2031-03-19 may be the clock of the page; it is not compared".to_owned(),
        }],
        views,
        settings: vec![Setting {
            name: "threshold",
            value: "0.35".to_owned(),
        }],
        counts: Counts {
            statements_in: 9,
            statements_out: 9,
            rows: [2, 1, 3],
        },
        reports,
    }
}
