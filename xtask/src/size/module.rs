//! What a WebAssembly module consists of, to the byte.

use std::collections::HashMap;

use anyhow::{Context, Result, ensure};
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// The section that `[crates]` of the budget has a limit for.
pub const DATA: &str = "data";

const CUSTOM: &str = "custom";

/// What the module begins with, then its sections by their numbers.
const HEAD: &str = "head";
const SECTIONS: [&str; 14] = [
    CUSTOM,
    "type",
    "import",
    "function",
    "table",
    "memory",
    "global",
    "export",
    "start",
    "element",
    "code",
    DATA,
    "data count",
    "tag",
];

/// A module, in pieces that make up its whole size.
#[derive(Debug)]
pub struct Module {
    /// In the module's order.
    pub functions: Vec<Function>,
    /// What each section takes, heads included; of the one with the code, all but the functions.
    pub sections: Vec<(&'static str, u64)>,
}

/// A function that is in the module.
#[derive(Debug, PartialEq, Eq)]
pub struct Function {
    /// As the module has it; some have none.
    pub name: Option<String>,
    /// What it takes in the section with the code: its length, its locals and its instructions.
    pub bytes: u64,
}

impl Module {
    /// Reads a module that is shipped without names, and another that has them; an error where they differ in more.
    pub fn read(shipped: &[u8], named: &[u8]) -> Result<Self> {
        let whole = u64::try_from(shipped.len())?;
        let (shipped, named) = (Pieces::of(shipped)?, Pieces::of(named)?);
        ensure!(shipped.contents().eq(named.contents()), "the module with names has another content than the one without");
        let indices = shipped.imported..;
        let functions = indices
            .zip(&shipped.bodies)
            .map(|(index, bytes)| Function { name: named.names.get(&index).map(|&name| name.to_owned()), bytes: *bytes });
        let functions = functions.collect::<Vec<_>>();
        let mut sections = Vec::<(&'static str, u64)>::new();
        for (kind, bytes) in &shipped.sections {
            let bytes = u64::try_from(bytes.len())?;
            match sections.iter_mut().find(|(known, _)| known == kind) {
                Some((_, sum)) => *sum += bytes,
                None => sections.push((kind, bytes)),
            }
        }
        let code = functions.iter().map(|function| function.bytes).sum::<u64>();
        if let Some((_, rest)) = sections.iter_mut().find(|(kind, _)| *kind == "code") {
            *rest = rest.checked_sub(code).context("the functions are larger than their section")?;
        }
        let module = Self { functions, sections };
        ensure!(module.bytes() == whole, "the pieces of the module are {} B, the module {whole} B", module.bytes());
        Ok(module)
    }

    /// The sum of all the pieces, which is the file's size.
    pub fn bytes(&self) -> u64 {
        let functions = self.functions.iter().map(|function| function.bytes);
        functions.chain(self.sections.iter().map(|(_, bytes)| *bytes)).sum()
    }

    /// What the section takes.
    pub fn section(&self, name: &str) -> u64 {
        self.sections.iter().filter(|(kind, _)| *kind == name).map(|(_, bytes)| bytes).sum()
    }
}

/// A module as it was read.
#[derive(Default)]
struct Pieces<'a> {
    /// With their heads, one after the other from the module's first byte to its last.
    sections: Vec<(&'static str, &'a [u8])>,
    bodies: Vec<u64>,
    /// How many functions come from outside: they have the first numbers.
    imported: u32,
    names: HashMap<u32, &'a str>,
}

impl<'a> Pieces<'a> {
    fn of(bytes: &'a [u8]) -> Result<Self> {
        let mut pieces = Self::default();
        let mut from = 0;
        for payload in Parser::new(0).parse_all(bytes) {
            let payload = payload.context("this is no WebAssembly module")?;
            let (kind, end) = match (&payload, payload.as_section()) {
                (Payload::Version { range, .. }, _) => (HEAD, range.end),
                (_, Some((number, range))) => {
                    let kind = SECTIONS.get(usize::from(number)).with_context(|| format!("section {number} is unknown"))?;
                    (*kind, range.end)
                }
                (Payload::CodeSectionEntry(body), None) => {
                    let range = body.range();
                    let length = range.end - range.start;
                    pieces.bodies.push(digits(length) + length);
                    continue;
                }
                _ => continue,
            };
            let end = usize::try_from(end)?;
            pieces.sections.push((kind, bytes.get(from..end).context("sections overlap")?));
            from = end;
            pieces.look_into(payload)?;
        }
        Ok(pieces)
    }

    fn look_into(&mut self, payload: Payload<'a>) -> Result<()> {
        match payload {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    self.imported += u32::from(matches!(import?.ty, TypeRef::Func(_) | TypeRef::FuncExact(_)));
                }
            }
            Payload::CustomSection(custom) => {
                let KnownCustom::Name(names) = custom.as_known() else { return Ok(()) };
                for name in names {
                    let Name::Function(names) = name? else { continue };
                    for name in names {
                        let name = name?;
                        self.names.insert(name.index, name.name);
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// All but what a browser skips.
    fn contents(&self) -> impl Iterator<Item = &(&'static str, &'a [u8])> {
        self.sections.iter().filter(|(kind, _)| *kind != CUSTOM)
    }
}

/// How many bytes a module takes to write a number, 7 bits in each.
fn digits(number: u64) -> u64 {
    u64::from(number.checked_ilog2().unwrap_or(0)) / 7 + 1
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        CodeSection, ConstExpr, CustomSection, DataSection, EntityType, FunctionSection, ImportSection, MemorySection,
        MemoryType, NameMap, NameSection, TypeSection,
    };

    use super::*;

    /// Two functions after an imported one: an empty one, and one of so many instructions that do nothing. Only the second has a name.
    fn module(nops: usize) -> wasm_encoder::Module {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("page", "log", EntityType::Function(0));
        let mut functions = FunctionSection::new();
        functions.function(0).function(0);
        let mut memories = MemorySection::new();
        memories.memory(MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None });
        let mut code = CodeSection::new();
        for count in [0, nops] {
            let mut function = wasm_encoder::Function::new([]);
            for _ in 0..count {
                function.instructions().nop();
            }
            function.instructions().end();
            code.function(&function);
        }
        let mut data = DataSection::new();
        data.active(0, &ConstExpr::i32_const(0), *b"Hello");
        let mut module = wasm_encoder::Module::new();
        module.section(&types).section(&imports).section(&functions).section(&memories).section(&code).section(&data);
        module
    }

    fn shipped(nops: usize) -> Vec<u8> {
        let mut module = module(nops);
        module.section(&CustomSection { name: "build".into(), data: (&[]).into() });
        module.finish()
    }

    fn named(nops: usize) -> Vec<u8> {
        let mut functions = NameMap::new();
        functions.append(0, "log");
        functions.append(2, "work");
        let mut names = NameSection::new();
        names.functions(&functions);
        let mut module = module(nops);
        module.section(&names);
        module.finish()
    }

    #[test]
    fn the_pieces_make_up_the_module_that_is_shipped() {
        let shipped = shipped(200);
        let module = Module::read(&shipped, &named(200)).unwrap();
        // A length in one byte or two, no locals, and an end.
        let idle = Function { name: None, bytes: 3 };
        let work = Function { name: Some("work".to_owned()), bytes: 204 };
        assert_eq!(module.functions, [idle, work]);
        assert_eq!(module.section(HEAD), 8);
        // The head of a section is 2 bytes, and 1 says how many come; before the text stands where it goes (4) and its length.
        assert_eq!(module.section(DATA), 2 + 1 + 4 + 1 + 5);
        assert_eq!(module.section(CUSTOM), 2 + 6);
        // This head needs 3 bytes.
        assert_eq!(module.section("code"), 3 + 1);
        assert_eq!(module.bytes(), u64::try_from(shipped.len()).unwrap());
    }

    #[test]
    fn names_of_another_module_are_refused() {
        let error = Module::read(&shipped(2), &named(3)).unwrap_err().to_string();
        assert_eq!(error, "the module with names has another content than the one without");
    }

    #[test]
    fn what_is_no_module_is_refused() {
        let whole = shipped(1);
        for bytes in [&b""[..], b"<!doctype html>", &whole[..whole.len() - 1], &[&whole[..], b"\x63\x00"].concat()] {
            assert!(Module::read(bytes, bytes).is_err(), "{bytes:?}");
        }
    }

    #[test]
    fn a_number_takes_a_byte_per_seven_bits() {
        for (number, bytes) in [(0, 1), (127, 1), (128, 2), (16_383, 2), (16_384, 3)] {
            assert_eq!(digits(number), bytes, "{number}");
        }
    }
}
