import type { Sentences } from '../sentences.ts';

/** What is said of files with rows, written as CSV or as a workbook, that cannot be read. */
export const fileSentences: Sentences = {
  'the file has to be in UTF-8': ['文件须为UTF-8编码', '檔案須為UTF-8編碼', 'soubor musí být v UTF-8'],
  'the file is not written in UTF-8': ['文件不是UTF-8编码', '檔案不是UTF-8編碼', 'soubor není v UTF-8'],
  'the file is empty': ['文件为空', '檔案是空的', 'soubor je prázdný'],
  'there is no row below the header': ['表头之下没有任何行', '標題列之下沒有任何行', 'pod záhlavím není žádný řádek'],
  'at most {most} rows in one file': [
    '一个文件最多{most}行',
    '一個檔案最多{most}行',
    'v jednom souboru smí být nejvýše {most, plural, one {# řádek} few {# řádky} other {# řádků}}',
  ],
  'not written as comma-separated values, every row with all columns': [
    '不是逗号分隔值，或有的行缺列',
    '不是逗號分隔值，或有的行缺欄',
    'nejsou to hodnoty oddělené čárkou, každý řádek se všemi sloupci',
  ],
  'at most {most} products in one file': [
    '一个文件最多{most}个产品',
    '一個檔案最多{most}個產品',
    'v jednom souboru smí být nejvýše {most, plural, one {# výrobek} few {# výrobky} other {# výrobků}}',
  ],
  'there is no product below the header': [
    '表头之下没有任何产品',
    '標題列之下沒有任何產品',
    'pod záhlavím není žádný výrobek',
  ],
  'charset: one of {known}, not {charset}': [
    'charset：须为{known}之一，而非{charset}',
    'charset：須為{known}之一，而非{charset}',
    'charset: jedno z {known}, ne {charset}',
  ],
  'charset: the file begins with the mark of {charset}, its Content-Type says {said}': [
    'charset：文件以{charset}的标记开头，Content-Type却为{said}',
    'charset：檔案以{charset}的標記開頭，Content-Type卻為{said}',
    'charset: soubor začíná značkou {charset}, Content-Type říká {said}',
  ],
  'the file is not written in {charset}; say its charset in Content-Type': [
    '文件不是{charset}编码；请在Content-Type中注明字符集',
    '檔案不是{charset}編碼；請於Content-Type中註明字元集',
    'soubor není v {charset}; uveďte jeho znakovou sadu v Content-Type',
  ],
  'not written as comma-separated values: look at the quotes': [
    '不是逗号分隔值：请检查引号',
    '不是逗號分隔值：請檢查引號',
    'nejsou to hodnoty oddělené čárkou: podívejte se na uvozovky',
  ],
  'at most {most} columns': [
    '最多{most}列',
    '最多{most}欄',
    'nejvýše {most, plural, one {# sloupec} few {# sloupce} other {# sloupců}}',
  ],
  'more cells than the header has columns': [
    '单元格多于表头的列数',
    '儲存格多於標題列的欄數',
    'více buněk, než má záhlaví sloupců',
  ],
  'a cell of more than {most} characters': [
    '单元格超过{most}个字符',
    '儲存格超過{most}個字元',
    'buňka o více než {most} znacích',
  ],
  'not an Office Open XML workbook (.xlsx)': [
    '不是Office Open XML工作簿（.xlsx）',
    '不是Office Open XML活頁簿（.xlsx）',
    'není sešit Office Open XML (.xlsx)',
  ],
  'the first sheet is empty': ['第一张工作表为空', '第一張工作表是空的', 'první list je prázdný'],
  'the first row of the sheet has to be the header': [
    '工作表的第一行须为表头',
    '工作表的第一行須為標題列',
    'první řádek listu musí být záhlaví',
  ],
  'not a workbook that can be read': ['无法读取的工作簿', '無法讀取的活頁簿', 'sešit, který nelze přečíst'],
  'merged cells: each cell has to hold a value of its own': [
    '有合并的单元格：每个单元格须有各自的值',
    '有合併的儲存格：每個儲存格須有各自的值',
    'sloučené buňky: každá buňka musí mít vlastní hodnotu',
  ],
  'holds a formula: paste its value': ['含有公式：请粘贴其值', '含有公式：請貼上其值', 'obsahuje vzorec: vložte jeho hodnotu'],
  'a cell holds an error of the sheet, e.g. #REF!': [
    '单元格含有工作表错误，例如#REF!',
    '儲存格含有工作表錯誤，例如#REF!',
    'buňka obsahuje chybu listu, např. #REF!',
  ],
  'not a workbook: the archive is broken or of an unusual kind': [
    '不是工作簿：压缩包已损坏或类型不常见',
    '不是活頁簿：壓縮檔已損毀或類型不常見',
    'není sešit: archiv je poškozený nebo neobvyklý',
  ],
  'the workbook unpacks to more than is allowed': [
    '工作簿解压后超出允许的大小',
    '活頁簿解壓後超出允許的大小',
    'sešit je po rozbalení větší, než je dovoleno',
  ],
  'the workbook is protected by a password': ['工作簿受密码保护', '活頁簿受密碼保護', 'sešit je chráněn heslem'],
};
