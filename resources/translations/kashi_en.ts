<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>ActivityList</name>
    <message>
        <source>活动</source>
        <translation>Activities</translation>
    </message>
    <message>
        <source>新活动</source>
        <translation>New activity</translation>
    </message>
    <message>
        <source>还没有活动</source>
        <translation>No activities yet</translation>
    </message>
    <message>
        <source>先登记志愿者，再登记一次活动，
就可以填每个人的时长。</source>
        <translation>First register volunteers, then an activity,
and enter everybody&apos;s hours.</translation>
    </message>
    <message>
        <source>登记一次活动</source>
        <translation>Enter an activity</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>人数</source>
        <translation>People</translation>
    </message>
</context>
<context>
    <name>AskingInput</name>
    <message>
        <source>是{year}年{month}月{day}日吗？</source>
        <translation>Is it {year}-{month}-{day}?</translation>
    </message>
    <message>
        <source>{question}是就按 {key}</source>
        <translation>{question} If so, press {key}</translation>
    </message>
</context>
<context>
    <name>BoardModel</name>
    <message>
        <source>乡镇</source>
        <translation>Township</translation>
    </message>
</context>
<context>
    <name>BoardScreen</name>
    <message>
        <source>县</source>
        <translation>county</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>电话名单 {month}</source>
        <translation>Call list {month}</translation>
    </message>
    <message>
        <source>导出看板</source>
        <translation>Export board</translation>
    </message>
    <message>
        <source>把看板存成 XLSX（Ctrl E）</source>
        <translation>Save the board as XLSX (Ctrl E)</translation>
    </message>
    <message>
        <source>{one}和月份</source>
        <translation>{one} by month</translation>
    </message>
    <message>
        <source>看板 {month}</source>
        <translation>Board {month}</translation>
    </message>
    <message>
        <source>全部情况</source>
        <translation>All states</translation>
    </message>
    <message>
        <source>近 {n} 个月</source>
        <translation>Last {n} months</translation>
    </message>
    <message>
        <source>近两年</source>
        <translation>Last two years</translation>
    </message>
    <message>
        <source>乡镇</source>
        <translation>Township</translation>
    </message>
    <message>
        <source>全部乡镇</source>
        <translation>All townships</translation>
    </message>
    <message>
        <source>这个月的情况</source>
        <translation>State this month</translation>
    </message>
    <message>
        <source>月份</source>
        <translation>Month</translation>
    </message>
    <message>
        <source>找{one}</source>
        <translation>Find {one}</translation>
    </message>
    <message>
        <source>看板</source>
        <translation>Board</translation>
    </message>
    <message>
        <source>{n} 个{one}</source>
        <translation>{n} × {one}</translation>
    </message>
</context>
<context>
    <name>CallList</name>
    <message>
        <source>打电话问问</source>
        <translation>To call</translation>
    </message>
    <message>
        <source>都有消息了</source>
        <translation>All have been heard of</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>复制</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>导出</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>缺的月份</source>
        <translation>Months missing</translation>
    </message>
    <message>
        <source>上次收到</source>
        <translation>Last received</translation>
    </message>
    <message>
        <source>{month} · 打电话问问</source>
        <translation>{month} · to call</translation>
    </message>
    <message>
        <source>{n} 个</source>
        <translation>{n}</translation>
    </message>
    <message>
        <source>打印未报单位联系单</source>
        <translation>Print the call list of units that have not reported</translation>
    </message>
    <message>
        <source>还没有消息的{one}</source>
        <translation>{one}s not heard from yet</translation>
    </message>
    <message>
        <source>这个月每个{one}都送来了包，不用打电话。</source>
        <translation>Every {one} has sent its package this month; no need to call.</translation>
    </message>
</context>
<context>
    <name>CellCard</name>
    <message>
        <source>返回 Esc</source>
        <translation>Back Esc</translation>
    </message>
    <message>
        <source>看这个月的指标</source>
        <translation>See the indicators of this month</translation>
    </message>
    <message>
        <source>期限 {day} · 上次收到 {last}</source>
        <translation>Due {day} · last received {last}</translation>
    </message>
    <message>
        <source>这个月写成的包 {n} 个</source>
        <translation>{n} packages written this month</translation>
    </message>
    <message>
        <source>没有新记录</source>
        <translation>nothing new</translation>
    </message>
    <message>
        <source>{n} 条记录</source>
        <translation>{n} records</translation>
    </message>
    <message>
        <source>，待处理</source>
        <translation>, to be handled</translation>
    </message>
    <message>
        <source>第 {number} 号 · {day} 写成 · {taken} 收到 · {what}</source>
        <translation>No. {number} · written {day} · received {taken} · {what}</translation>
    </message>
</context>
<context>
    <name>CertificateQuestion</name>
    <message>
        <source>给 {name} 开服务证明</source>
        <translation>Certificate for {name}</translation>
    </message>
    <message>
        <source>谁记录、谁证明：这段时间里的每次服务都会列在证明上。</source>
        <translation>Who records certifies: every service of this period is listed on the paper.</translation>
    </message>
    <message>
        <source>开证明</source>
        <translation>Certificate</translation>
    </message>
    <message>
        <source>从哪天</source>
        <translation>From</translation>
    </message>
    <message>
        <source>到哪天</source>
        <translation>Until</translation>
    </message>
    <message>
        <source>经办人</source>
        <translation>Clerk</translation>
    </message>
    <message>
        <source>联系电话</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>本单位的电话或地址</source>
        <translation>Telephone or address of this office</translation>
    </message>
    <message>
        <source>身份证号（可不填）</source>
        <translation>ID number (optional)</translation>
    </message>
    <message>
        <source>身份证号只印在这张证明上，不保存；不填就留空手写。</source>
        <translation>The ID number is printed on this paper only and not kept; left empty it can be written by hand.</translation>
    </message>
    <message>
        <source>结束日期早于开始日期</source>
        <translation>The last day is before the first</translation>
    </message>
</context>
<context>
    <name>ConfirmedCard</name>
    <message>
        <source>县里收到了吗</source>
        <translation>Has the county received it?</translation>
    </message>
    <message>
        <source>{day}以前的都收到了</source>
        <translation>Received up to {day}</translation>
    </message>
    <message>
        <source>之后的 {n} 条还没有回执</source>
        <translation>Later records without a receipt: {n}</translation>
    </message>
    <message>
        <source>{n} 条还没有回执</source>
        <translation>Records without a receipt: {n}</translation>
    </message>
    <message>
        <source>还没有要送的记录</source>
        <translation>Nothing to send yet</translation>
    </message>
    <message>
        <source>上次导出：{day} {time}</source>
        <translation>Last export: {day} {time}</translation>
    </message>
</context>
<context>
    <name>CountyScreen</name>
    <message>
        <source>收包的四步</source>
        <translation>Four steps of taking in packages</translation>
    </message>
    <message>
        <source>Alt 1 到 Alt 4 切换</source>
        <translation>Alt 1 to Alt 4 change</translation>
    </message>
    <message>
        <source>收包</source>
        <translation>Take in packages</translation>
    </message>
    <message>
        <source>认可电脑</source>
        <translation>Approve computers</translation>
    </message>
    <message>
        <source>写回执</source>
        <translation>Write receipts</translation>
    </message>
    <message>
        <source>发邀请</source>
        <translation>Send invitations</translation>
    </message>
    <message>
        <source>{n} 台电脑已认可</source>
        <translation>Computers approved: {n}</translation>
    </message>
    <message>
        <source>{n} 台等认可</source>
        <translation>To approve: {n}</translation>
    </message>
    <message>
        <source>正在重算指标……</source>
        <translation>Counting the indicators anew…</translation>
    </message>
</context>
<context>
    <name>CourseList</name>
    <message>
        <source>培训班</source>
        <translation>Courses</translation>
    </message>
    <message>
        <source>新培训班</source>
        <translation>New course</translation>
    </message>
    <message>
        <source>还没有培训班</source>
        <translation>No courses yet</translation>
    </message>
    <message>
        <source>县里和地区办的班会随回执自己出现；
本单位办的班在这里登记。</source>
        <translation>Courses of the county and the prefecture come with the receipts;
your own are entered here.</translation>
    </message>
    <message>
        <source>登记一个培训班</source>
        <translation>Enter a course</translation>
    </message>
    <message>
        <source>合格</source>
        <translation>Passed</translation>
    </message>
</context>
<context>
    <name>Crumbs</name>
    <message>
        <source>现在的位置</source>
        <translation>Where you are</translation>
    </message>
    <message>
        <source>返回 Esc</source>
        <translation>Back Esc</translation>
    </message>
</context>
<context>
    <name>DangerCard</name>
    <message>
        <source>先救人</source>
        <translation>Help first</translation>
    </message>
    <message>
        <source>急救</source>
        <translation>Ambulance</translation>
    </message>
    <message>
        <source>火警</source>
        <translation>Fire</translation>
    </message>
    <message>
        <source>打开档案</source>
        <translation>Open the card</translation>
    </message>
</context>
<context>
    <name>DateEdit</name>
    <message>
        <source>年-月-日，可输入 1118</source>
        <translation>Year-month-day, or 1118</translation>
    </message>
    <message>
        <source>请填写日期</source>
        <translation>Please enter the date</translation>
    </message>
    <message>
        <source>日期看不明白，请输入如 1118 或 2026-11-18</source>
        <translation>The date cannot be read; please type 1118 or 2026-11-18</translation>
    </message>
</context>
<context>
    <name>DateTimeEdit</name>
    <message>
        <source>可输入 1118 1040</source>
        <translation>For example 1118 1040</translation>
    </message>
    <message>
        <source>请填写时间</source>
        <translation>Please enter the time</translation>
    </message>
    <message>
        <source>时间看不明白，请输入如 1118 1040</source>
        <translation>The time cannot be read; please type 1118 1040</translation>
    </message>
</context>
<context>
    <name>DefinitionCard</name>
    <message>
        <source>怎么算的</source>
        <translation>How it is computed</translation>
    </message>
    <message>
        <source>调整口径</source>
        <translation>Change definition</translation>
    </message>
    <message>
        <source>分子</source>
        <translation>Numerator</translation>
    </message>
    <message>
        <source>分母</source>
        <translation>Denominator</translation>
    </message>
    <message>
        <source>目标</source>
        <translation>Target</translation>
    </message>
    <message>
        <source>参数</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>依据</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>第 {n} 版</source>
        <translation>Version {n}</translation>
    </message>
    <message>
        <source>目标不能改</source>
        <translation>the target cannot be changed</translation>
    </message>
    <message>
        <source>可改为 {low} 或以上</source>
        <translation>may be {low} or more</translation>
    </message>
    <message>
        <source>可改为 {low} 到 {high}</source>
        <translation>may be {low} to {high}</translation>
    </message>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>否</source>
        <translation>No</translation>
    </message>
    <message>
        <source>{day} 起</source>
        <translation>from {day}</translation>
    </message>
    <message>
        <source>在规定的范围内改目标或参数，写明从哪天起和理由</source>
        <translation>Change the target or a parameter within the stated limits, with the day it begins and a reason</translation>
    </message>
</context>
<context>
    <name>DefinitionQuestion</name>
    <message>
        <source>调整口径：{number}</source>
        <translation>Change definition: {number}</translation>
    </message>
    <message>
        <source>从生效那天起按新口径计算，以前月份的数不变；已发出的报告不动，变化列为重述。</source>
        <translation>Counted anew from that day on; numbers of earlier months stay. Issued reports are left as they are, changes are listed as restatements.</translation>
    </message>
    <message>
        <source>保存口径</source>
        <translation>Save definition</translation>
    </message>
    <message>
        <source>例如：地区文件的要求</source>
        <translation>e.g. required by the prefecture&apos;s document</translation>
    </message>
    <message>
        <source>否</source>
        <translation>No</translation>
    </message>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>{what}（{low} 到 {high}）</source>
        <translation>{what} ({low} to {high})</translation>
    </message>
    <message>
        <source>不在范围内</source>
        <translation>outside its limits</translation>
    </message>
</context>
<context>
    <name>DeliveryCard</name>
    <message>
        <source>送到县里了吗</source>
        <translation>Has it reached the county?</translation>
    </message>
    <message>
        <source>导出到 U 盘</source>
        <translation>Export to a stick</translation>
    </message>
    <message>
        <source>打开“同步”页，导出给县里的数据包</source>
        <translation>Open the Packages page and export the package for the county</translation>
    </message>
    <message>
        <source>{day}以前的都收到了</source>
        <translation>Received up to {day}</translation>
    </message>
    <message>
        <source>之后的 {n} 条还没有回执</source>
        <translation>Later records without a receipt: {n}</translation>
    </message>
    <message>
        <source>{n} 条还没有送到县里</source>
        <translation>Records not yet at the county: {n}</translation>
    </message>
    <message>
        <source>还没有要送的记录</source>
        <translation>Nothing to send yet</translation>
    </message>
</context>
<context>
    <name>DestructionsCard</name>
    <message>
        <source>要不要真的销毁</source>
        <translation>Really destroy?</translation>
    </message>
    <message>
        <source>确认销毁……</source>
        <translation>Destroy…</translation>
    </message>
    <message>
        <source>这个工作区放回了旧的一份。{unit} {n} 人的内容原来已由{who}销毁，现在不显示。确认后再记一次，并销毁。</source>
        <translation>An older copy of this workspace was put back. What is kept about {n} people of {unit} had been destroyed by {who}, and is not shown. When you confirm it is recorded once more, and destroyed.</translation>
    </message>
    <message>
        <source>{who}撤回了同意或删除了登记，涉及{unit} {n} 人。这些内容已不显示，但还没有销毁。请先和对方核对；不确认就一直不显示。</source>
        <translation>{who} withdrew consents or erased records of {n} people of {unit}. This is not shown any more, but not destroyed yet. Please check with them first; as long as you do not confirm, it stays hidden.</translation>
    </message>
    <message>
        <source>电脑 {device} </source>
        <translation>computer {device}</translation>
    </message>
    <message>
        <source>{n} 人的这些内容会销毁，不能恢复。</source>
        <translation>This is destroyed for {n} people and cannot be brought back.</translation>
    </message>
    <message>
        <source>确认销毁</source>
        <translation>Confirm destruction</translation>
    </message>
    <message>
        <source>销毁</source>
        <translation>Destroy</translation>
    </message>
    <message>
        <source>有人用这台电脑的工作区副本撤回了同意或删除了登记，涉及{unit} {n} 人。这些内容已不显示，但还没有销毁。不是本单位做的，就不要确认，请上级停用并更换这台电脑。</source>
        <translation>Somebody withdrew consents or erased registrations with a copy of this computer&apos;s workspace, of {n} people in {unit}. They are shown no more, but not destroyed yet. If your office did not do it, do not confirm; ask the office above to stop and replace this computer.</translation>
    </message>
</context>
<context>
    <name>DeviceQuestion</name>
    <message>
        <source>请对着纸条，五组数字一组一组地念。</source>
        <translation>Please read the five groups of digits against the slip, one by one.</translation>
    </message>
    <message>
        <source>再想想</source>
        <translation>Not yet</translation>
    </message>
    <message>
        <source>和纸条上的一样吗</source>
        <translation>Are they the same as on the slip?</translation>
    </message>
    <message>
        <source>一样，认可</source>
        <translation>Same, approve</translation>
    </message>
    <message>
        <source>不认可这台电脑吗</source>
        <translation>Reject this computer?</translation>
    </message>
    <message>
        <source>它送来的包会留着但不并入；以后查清了，仍然可以认可。</source>
        <translation>Its packages are kept but not merged. You can still approve it later.</translation>
    </message>
    <message>
        <source>不一样，拒绝</source>
        <translation>Different, reject</translation>
    </message>
    <message>
        <source>清掉它等着的包吗</source>
        <translation>Clear away its waiting packages?</translation>
    </message>
    <message>
        <source>等着的包从本机清掉，没有并入的记录对方下次导出时会再带来。电脑的认可不变。</source>
        <translation>The waiting packages are cleared away here; records that were not taken in come again with the next export. Whether the computer is approved does not change.</translation>
    </message>
    <message>
        <source>清掉</source>
        <translation>Clear away</translation>
    </message>
    <message>
        <source>它替换现在用的电脑 {code}，那台随即停用</source>
        <translation>It replaces the present computer {code}, which stops at once</translation>
    </message>
    <message>
        <source>认可以后，这台电脑送来的记录都会并入县里的数据。一个单位只用一台电脑。</source>
        <translation>Once approved, the records that this computer sends are taken into the county’s data. A unit works on one computer only.</translation>
    </message>
    <message>
        <source>并入等着的包吗</source>
        <translation>Take in the packages that wait?</translation>
    </message>
    <message>
        <source>这个单位的记录比平常多得多，所以先等着。请和村里核对，确实是他们记的才并入。</source>
        <translation>This unit has far more records than usual, so the packages wait. Check with the village; take them in only if the people there recorded this.</translation>
    </message>
    <message>
        <source>核对过，并入</source>
        <translation>Checked, take in</translation>
    </message>
</context>
<context>
    <name>DevicesView</name>
    <message>
        <source>各单位的电脑</source>
        <translation>Computers of the units</translation>
    </message>
    <message>
        <source>发邀请</source>
        <translation>Send invitations</translation>
    </message>
    <message>
        <source>先给各单位发邀请文件；它们的第一个包到了，
电脑就会出现在这里，等您对过纸条再认可。</source>
        <translation>First send the units their invitations. When a unit&apos;s first package
arrives, its computer appears here for you to check and approve.</translation>
    </message>
    <message>
        <source>还没有单位的电脑</source>
        <translation>No computers yet</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>单位代码</source>
        <translation>Unit code</translation>
    </message>
    <message>
        <source>电脑编号</source>
        <translation>Computer</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>等着的包</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>和来人纸条上的五组数字对一遍，全都一样才认可。</source>
        <translation>Compare with the five groups of digits on the slip. Approve only if all are the same.</translation>
    </message>
    <message>
        <source>认可……</source>
        <translation>Approve…</translation>
    </message>
    <message>
        <source>拒绝……</source>
        <translation>Reject…</translation>
    </message>
    <message>
        <source>{n} 台等认可</source>
        <translation>To approve: {n}</translation>
    </message>
    <message>
        <source>{state}，有 {n} 个包等着并入</source>
        <translation>{state}; packages waiting to be merged: {n}</translation>
    </message>
    <message>
        <source>{unit}的电脑已认可，等着的 {n} 条记录并入了。下次写回执会把证书带去。</source>
        <translation>The computer of {unit} is approved. Waiting records merged: {n}. The next receipt brings it the certificate.</translation>
    </message>
    <message>
        <source>这个单位原来的电脑已停用。</source>
        <translation>The unit&apos;s former computer is retired.</translation>
    </message>
    <message>
        <source>已拒绝，它的包留着，没有并入。</source>
        <translation>Rejected. Its packages are kept and not merged.</translation>
    </message>
    <message>
        <source>清掉等着的包……</source>
        <translation>Clear away waiting packages…</translation>
    </message>
    <message>
        <source>清掉了 {n} 个等着的包。</source>
        <translation>{n} waiting packages were cleared away.</translation>
    </message>
    <message>
        <source>核对后并入……</source>
        <translation>Check and take in…</translation>
    </message>
    <message>
        <source>停用这台电脑……</source>
        <translation>Stop this computer…</translation>
    </message>
    <message>
        <source>它停用以后写的记录从此算数，它仍然停用着。请先和村里一条一条核对过。</source>
        <translation>What it recorded after it was stopped will count from now on; it stays stopped. First go through the records with the village.</translation>
    </message>
    <message>
        <source>并入停用电脑的记录</source>
        <translation>Take in what a stopped computer recorded</translation>
    </message>
    <message>
        <source>并入</source>
        <translation>Take in</translation>
    </message>
    <message>
        <source>本机已有的记录照旧算数；它以后送来的先放着，有人核对过才算。停用后不能再认可，要换新电脑。</source>
        <translation>Records that are here go on counting; what it sends later is kept aside until somebody has checked it. It cannot be approved again: set up a new computer.</translation>
    </message>
    <message>
        <source>停用这台电脑</source>
        <translation>Stop this computer</translation>
    </message>
    <message>
        <source>停用</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>并入了 {n} 个等着的包。</source>
        <translation>Took in {n} waiting packages.</translation>
    </message>
    <message>
        <source>已停用。要接着记，请在新电脑上打开新的邀请。</source>
        <translation>Stopped. To go on recording, open a new invitation on a new computer.</translation>
    </message>
</context>
<context>
    <name>DictionaryView</name>
    <message>
        <source>全部登记册</source>
        <translation>All registers</translation>
    </message>
    <message>
        <source>登记册</source>
        <translation>Registers</translation>
    </message>
    <message>
        <source>数据字典</source>
        <translation>Data dictionary</translation>
    </message>
    <message>
        <source>没有列在这里的，程序一律不存：没有民族、宗教、政治面貌、指纹人脸、行踪、病史和收入。</source>
        <translation>What is not listed here is never kept: no ethnicity, religion, politics, fingerprints or faces, whereabouts, diagnoses or income.</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>必填</source>
        <translation>Required</translation>
    </message>
    <message>
        <source>用途</source>
        <translation>Purpose</translation>
    </message>
    <message>
        <source>谁能看到</source>
        <translation>Who sees it</translation>
    </message>
    <message>
        <source>保存多久</source>
        <translation>Kept how long</translation>
    </message>
    <message>
        <source>表格列名</source>
        <translation>Column in tables</translation>
    </message>
</context>
<context>
    <name>DigitsCard</name>
    <message>
        <source>上级的五组数字</source>
        <translation>The five groups of the office above</translation>
    </message>
    <message>
        <source>上级有两张名片都可能是新的，它的文件先留着，没有丢。请打电话或当面问上级现在的五组数字，在这里输入。</source>
        <translation>The office above has two cards that could both be the new one. Its files are kept, nothing is lost. Please ask it, by telephone or in person, for its present five groups and type them here.</translation>
    </message>
    <message>
        <source>五组数字</source>
        <translation>Five groups of digits</translation>
    </message>
    <message>
        <source>如 12345 12345 12345 12345 12345</source>
        <translation>such as 12345 12345 12345 12345 12345</translation>
    </message>
    <message>
        <source>以这个为准</source>
        <translation>Trust these</translation>
    </message>
</context>
<context>
    <name>DueTable</name>
    <message>
        <source>该去看望的老人</source>
        <translation>Elders to visit</translation>
    </message>
    <message>
        <source>→</source>
        <translation>→</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>{year} 年生</source>
        <translation>born {year}</translation>
    </message>
    <message>
        <source>住处</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>关爱等级</source>
        <translation>Care level</translation>
    </message>
    <message>
        <source>上次见到</source>
        <translation>Last met</translation>
    </message>
    <message>
        <source>到期</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>为什么</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>还没有</source>
        <translation>Not yet</translation>
    </message>
    <message>
        <source>接着写完</source>
        <translation>finish what is half typed</translation>
    </message>
</context>
<context>
    <name>ElderCardView</name>
    <message>
        <source>需求</source>
        <translation>Needs</translation>
    </message>
    <message>
        <source>探访记录</source>
        <translation>Visit record</translation>
    </message>
    <message>
        <source>返回名册</source>
        <translation>Back to the register</translation>
    </message>
    <message>
        <source>更多</source>
        <translation>More</translation>
    </message>
    <message>
        <source>打印最近一次</source>
        <translation>Print the latest</translation>
    </message>
    <message>
        <source>修改</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>记录探访</source>
        <translation>Record a visit</translation>
    </message>
    <message>
        <source>注销登记…</source>
        <translation>Close the enrolment…</translation>
    </message>
    <message>
        <source>重新登记…</source>
        <translation>Enrol again…</translation>
    </message>
    <message>
        <source>本人撤回同意…</source>
        <translation>The elder withdraws consent…</translation>
    </message>
    <message>
        <source>记录探访（Ctrl R）</source>
        <translation>Record a visit (Ctrl R)</translation>
    </message>
    <message>
        <source>档案</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>两处改得不一样</source>
        <translation>Two versions</translation>
    </message>
    <message>
        <source>在册</source>
        <translation>Enrolled</translation>
    </message>
    <message>
        <source>已注销</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>未登记</source>
        <translation>Not recorded</translation>
    </message>
    <message>
        <source>身份证号与登记的{what}，请对照证件核对。</source>
        <translation>The ID number and the register disagree: {what}. Please check the ID card.</translation>
    </message>
    <message>
        <source>本人意愿</source>
        <translation>The elder&apos;s wishes</translation>
    </message>
    <message>
        <source>{day}同意登记电话、住址、联系人和看到的情况</source>
        <translation>On {day} agreed to phone, address, contact and observations being recorded</translation>
    </message>
    <message>
        <source>{day}撤回了同意，电话、住址和联系人已清除</source>
        <translation>On {day} withdrew consent; phone, address and contact were erased</translation>
    </message>
    <message>
        <source>还没有问过。征得同意并填写日期后，才能登记电话、住址、联系人和看到的情况。</source>
        <translation>Not asked yet. Phone, address, contact and observations can be recorded once the elder has agreed and the date is entered.</translation>
    </message>
    <message>
        <source>不愿有人上门：先打电话，或请到服务中心。</source>
        <translation>No home visits: call first, or invite to the centre.</translation>
    </message>
    <message>
        <source>登记经过</source>
        <translation>History</translation>
    </message>
    <message>
        <source>{day}登记</source>
        <translation>Enrolled {day}</translation>
    </message>
    <message>
        <source>，{day}注销 {reason}</source>
        <translation>, closed {day}: {reason}</translation>
    </message>
    <message>
        <source>建档</source>
        <translation>record created</translation>
    </message>
    <message>
        <source>撤销登记</source>
        <translation>Taken back</translation>
    </message>
    <message>
        <source>{day}到期</source>
        <translation>Due {day}</translation>
    </message>
    <message>
        <source>转介 {who}</source>
        <translation>to {who}</translation>
    </message>
    <message>
        <source>已办结</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>今天办结了这项需求</source>
        <translation>This need was met today</translation>
    </message>
    <message>
        <source>本人放弃</source>
        <translation>Given up</translation>
    </message>
    <message>
        <source>老人不再需要</source>
        <translation>The elder no longer needs it</translation>
    </message>
    <message>
        <source>打印老人卡片</source>
        <translation>Print the elder&apos;s card</translation>
    </message>
    <message>
        <source>打印给本人的信息副本</source>
        <translation>Print the copy for the person</translation>
    </message>
    <message>
        <source>打印空白探访表</source>
        <translation>Print a blank visit form</translation>
    </message>
    <message>
        <source>另有一处记着{day}同意，记的时候还不知道本人撤回过。问过本人、确实同意，才按下面的按钮；在那以前不显示。</source>
        <translation>Another office wrote down a consent of {day} without knowing of the withdrawal. Press the button below only after asking the person, who really agrees; until then it is shown to nobody.</translation>
    </message>
    <message>
        <source>本人确实同意</source>
        <translation>The person does agree</translation>
    </message>
    <message>
        <source>删除错登的人…</source>
        <translation>Remove a person registered by mistake…</translation>
    </message>
    <message>
        <source>补记登记期间的探访（Ctrl R）</source>
        <translation>Add a visit made while enrolled (Ctrl R)</translation>
    </message>
</context>
<context>
    <name>ElderForm</name>
    <message>
        <source>名册里已有同名的人：{people}。是同一个人就不用再登记。</source>
        <translation>Already enrolled with this name: {people}. If it is the same person, there is no need to enrol again.</translation>
    </message>
    <message>
        <source>{year} 年生</source>
        <translation>born {year}</translation>
    </message>
    <message>
        <source>每周</source>
        <translation>7 days</translation>
    </message>
    <message>
        <source>半月</source>
        <translation>15 days</translation>
    </message>
    <message>
        <source>每月</source>
        <translation>1 month</translation>
    </message>
    <message>
        <source>日期还没有到，请核对</source>
        <translation>The date is in the future; please check</translation>
    </message>
</context>
<context>
    <name>ElderTable</name>
    <message>
        <source>老人名册</source>
        <translation>Elders</translation>
    </message>
    <message>
        <source>没有找到</source>
        <translation>Nothing found</translation>
    </message>
    <message>
        <source>换一个字或拼音首字母再试；
已注销的人要先勾选“含已注销”。</source>
        <translation>Try another part of the name or pinyin initials.
For closed enrolments tick “Include closed” first.</translation>
    </message>
    <message>
        <source>找人</source>
        <translation>Find a person</translation>
    </message>
    <message>
        <source>姓名的一部分，或拼音首字母（Ctrl F）</source>
        <translation>Name or pinyin initials (Ctrl F)</translation>
    </message>
    <message>
        <source>全部等级</source>
        <translation>All levels</translation>
    </message>
    <message>
        <source>含已注销</source>
        <translation>Include closed</translation>
    </message>
    <message>
        <source>导入花名册</source>
        <translation>Load a roster</translation>
    </message>
    <message>
        <source>登记老人</source>
        <translation>Enrol an elder</translation>
    </message>
    <message>
        <source>{level}等级</source>
        <translation>{level} level</translation>
    </message>
    <message>
        <source>上次见到</source>
        <translation>Last met</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>{year} 年生</source>
        <translation>born {year}</translation>
    </message>
    <message>
        <source>还没有</source>
        <translation>Not yet</translation>
    </message>
    <message>
        <source>已注销</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>在册</source>
        <translation>Enrolled</translation>
    </message>
    <message>
        <source>待征得同意</source>
        <translation>Consent to ask</translation>
    </message>
    <message>
        <source>手头有 Excel 或 CSV 花名册，就直接导入；
没有也可以按 Ctrl N 一位一位登记。</source>
        <translation>If you have a roster in Excel or CSV, import it.
Otherwise enrol the elders one by one with Ctrl N.</translation>
    </message>
    <message>
        <source>先把老人登记进来</source>
        <translation>First enrol the elders</translation>
    </message>
    <message>
        <source>找到 {n} 人</source>
        <translation>Found: {n}</translation>
    </message>
    <message>
        <source>在册 {n} 人</source>
        <translation>Enrolled: {n}</translation>
    </message>
    <message>
        <source>↑↓ 选人 · Enter 看档案 · Ctrl R 记录探访 · F1 帮助</source>
        <translation>↑↓ choose · Enter opens the card · Ctrl R records a visit · F1 help</translation>
    </message>
</context>
<context>
    <name>EldersScreen</name>
    <message>
        <source>修改档案</source>
        <translation>Edit the card</translation>
    </message>
    <message>
        <source>登记老人</source>
        <translation>Enrol an elder</translation>
    </message>
    <message>
        <source>导入花名册</source>
        <translation>Load a roster</translation>
    </message>
    <message>
        <source>老人</source>
        <translation>Elders</translation>
    </message>
    <message>
        <source>{year} 年生</source>
        <translation>born {year}</translation>
    </message>
    <message>
        <source>探访由村（社区）记录</source>
        <translation>Visits are recorded by the village (community)</translation>
    </message>
    <message>
        <source>记录会留在档案里，注明已作废和原因，不再计入探访率。</source>
        <translation>The visit stays on the card, marked void with the reason, and no longer counts in the visit rate.</translation>
    </message>
    <message>
        <source>作废这次探访</source>
        <translation>Void this visit</translation>
    </message>
    <message>
        <source>作废</source>
        <translation>Void</translation>
    </message>
    <message>
        <source>已作废一次探访</source>
        <translation>Visit voided</translation>
    </message>
    <message>
        <source>已注销 {name}</source>
        <translation>Closed: {name}</translation>
    </message>
    <message>
        <source>已重新登记 {name}</source>
        <translation>Enrolled again: {name}</translation>
    </message>
    <message>
        <source>{name} 已撤回同意</source>
        <translation>{name} withdrew consent</translation>
    </message>
    <message>
        <source>需求已办结</source>
        <translation>Need met</translation>
    </message>
    <message>
        <source>已记为本人放弃</source>
        <translation>Recorded as declined</translation>
    </message>
    <message>
        <source>保存探访记录</source>
        <translation>Save the visit record</translation>
    </message>
    <message>
        <source>已保存 {name}</source>
        <translation>Saved {name}</translation>
    </message>
    <message>
        <source>已修改 {name}</source>
        <translation>Changed: {name}</translation>
    </message>
    <message>
        <source>已登记 {name}</source>
        <translation>Enrolled: {name}</translation>
    </message>
    <message>
        <source>已导入：新登记 {added} 人，更新 {updated} 人</source>
        <translation>Imported: {added} enrolled, {updated} updated</translation>
    </message>
    <message>
        <source>{n} 行没有导入。改好表格里的这几行，再导入一次就行，已导入的不会重复。</source>
        <translation>{n} rows were not loaded. Mend them in the table and load it once more; what is loaded already is not doubled.</translation>
    </message>
    <message>
        <source>探访记录.pdf</source>
        <translation>visit-record.pdf</translation>
    </message>
    <message>
        <source>老人名册：表格里的问题</source>
        <translation>Elders: problems in the table</translation>
    </message>
    <message>
        <source>{name} 的同意已确认</source>
        <translation>Consent of {name} confirmed</translation>
    </message>
    <message>
        <source>给登记错的人用：登记和需求一起删除，改动经过和原因会保留，Ctrl Z 可以撤销。去世、搬走的请用“注销登记”。</source>
        <translation>For somebody who was registered by mistake: enrolment and needs go together, what was changed and why is kept, Ctrl Z takes it back. For who died or moved away use “End enrolment”.</translation>
    </message>
    <message>
        <source>删除 {name}</source>
        <translation>Remove {name}</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>已删除 {name} 的登记</source>
        <translation>{name} was removed</translation>
    </message>
</context>
<context>
    <name>EntryGrid</name>
    <message>
        <source>粘贴时有 {n} 格认不出来，没有填入；其余已填好。</source>
        <translation>{n} pasted cells could not be understood and were left as they are; the others are filled in.</translation>
    </message>
</context>
<context>
    <name>EntryModel</name>
    <message>
        <source>请填数字</source>
        <translation>Enter a number</translation>
    </message>
    <message>
        <source>不能少于 {low}</source>
        <translation>At least {low}</translation>
    </message>
    <message>
        <source>不能多于 {high}</source>
        <translation>At most {high}</translation>
    </message>
    <message>
        <source>第 {n} 行“{column}”：{fault}</source>
        <translation>Line {n}, “{column}”: {fault}</translation>
    </message>
</context>
<context>
    <name>EntryPage</name>
    <message>
        <source>已登记“{title}”</source>
        <translation>“{title}” entered</translation>
    </message>
    <message>
        <source>已修改“{title}”</source>
        <translation>“{title}” changed</translation>
    </message>
    <message>
        <source>删除“{title}”</source>
        <translation>Remove “{title}”</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>已删除“{title}”</source>
        <translation>“{title}” removed</translation>
    </message>
    <message>
        <source>新登记 {n} 人</source>
        <translation>{n} new</translation>
    </message>
    <message>
        <source>更改 {n} 人</source>
        <translation>{n} changed</translation>
    </message>
    <message>
        <source>取消 {n} 人</source>
        <translation>{n} taken back</translation>
    </message>
</context>
<context>
    <name>EntryPane</name>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>没有改动</source>
        <translation>Nothing changed</translation>
    </message>
    <message>
        <source>找 {letters}</source>
        <translation>Finding {letters}</translation>
    </message>
    <message>
        <source>正在保存……</source>
        <translation>Saving…</translation>
    </message>
</context>
<context>
    <name>ExportCard</name>
    <message>
        <source>看看要送什么</source>
        <translation>See what will be sent</translation>
    </message>
    <message>
        <source>选 U 盘，导出</source>
        <translation>Choose a stick, export</translation>
    </message>
    <message>
        <source>导出</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>正在写出并核对</source>
        <translation>Writing and checking</translation>
    </message>
    <message>
        <source>打开邀请文件……</source>
        <translation>Open the invitation…</translation>
    </message>
    <message>
        <source>县里的邀请文件写着包该交给谁，只要打开一次。还没有的话，请向县里要；记录照常做，不会丢。</source>
        <translation>The county&apos;s invitation says who the packages are for; it is opened only once. If you have none yet, please ask the county. Go on recording as usual; nothing is lost.</translation>
    </message>
    <message>
        <source>拔出 U 盘，送到县里</source>
        <translation>Remove the stick, take it to the county</translation>
    </message>
    <message>
        <source>写完会从 U 盘读回来逐字核对，核对好了这里会告诉您。</source>
        <translation>After writing, the file is read back from the stick and checked. You will be told here when it is right.</translation>
    </message>
    <message>
        <source>第一次送：把这五组数字抄在纸条上，和 U 盘一起交给县里</source>
        <translation>First time: copy these five groups of digits onto a slip and hand it over with the stick</translation>
    </message>
    <message>
        <source>县里用它核对是不是这台电脑，对上以后才收下第一个包。认可以后这里不再显示。</source>
        <translation>With them the county checks that it is this computer before it takes in the first package. After approval they are no longer shown here.</translation>
    </message>
    <message>
        <source>打开文件夹</source>
        <translation>Open folder</translation>
    </message>
    <message>
        <source>再导出一份</source>
        <translation>Export another copy</translation>
    </message>
    <message>
        <source>条记录还没有得到县里确认，会全部装进这个包</source>
        <translation>records not yet confirmed by the county; all go into this package</translation>
    </message>
    <message>
        <source>没有新记录</source>
        <translation>nothing new</translation>
    </message>
    <message>
        <source>照样可以导出：包里会写明“无新增”，县里就知道您报过了。</source>
        <translation>You can export all the same: the package says “Nothing new”, so the county knows that you reported.</translation>
    </message>
    <message>
        <source>先打开县里的邀请文件</source>
        <translation>First open the county&apos;s invitation</translation>
    </message>
    <message>
        <source>正在点数……</source>
        <translation>Counting…</translation>
    </message>
    <message>
        <source>可以安全拔出 U 盘了</source>
        <translation>You can now remove the stick</translation>
    </message>
    <message>
        <source>文件已写好</source>
        <translation>The file is written</translation>
    </message>
    <message>
        <source>写明无新增</source>
        <translation>nothing new</translation>
    </message>
    <message>
        <source>{n} 条记录</source>
        <translation>{n} records</translation>
    </message>
    <message>
        <source>{file}
{size} · {held} · 已读回核对</source>
        <translation>{file}
{size} · {held} · read back and checked</translation>
    </message>
    <message>
        <source>打印台账和小结</source>
        <translation>Print ledger and summary</translation>
    </message>
    <message>
        <source>{file}
共 {n} 个文件，都要送到，先后不限 · {size} · {held} · 已读回核对</source>
        <translation>{file}
{n} files, all of them to be delivered, in any order · {size} · {held} · read back and checked</translation>
    </message>
</context>
<context>
    <name>FacilitiesScreen</name>
    <message>
        <source>看什么</source>
        <translation>What to look at</translation>
    </message>
    <message>
        <source>各单位</source>
        <translation>Units</translation>
    </message>
    <message>
        <source>设施</source>
        <translation>Facilities</translation>
    </message>
    <message>
        <source>Alt 1、Alt 2 切换</source>
        <translation>Alt 1, Alt 2 switch the view</translation>
    </message>
    <message>
        <source>各单位设施</source>
        <translation>Facilities by unit</translation>
    </message>
    <message>
        <source>按本月底计算，和指标一致</source>
        <translation>Counted at the end of this month, as the indicators are</translation>
    </message>
</context>
<context>
    <name>FacilitiesView</name>
    <message>
        <source>从某天起变更</source>
        <translation>Change from a day on</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>变更</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>从某天起变更（Ctrl D）：停用、扩建、终端坏了或修好了，以前的月份不受影响</source>
        <translation>Change from a day on (Ctrl D): closed, enlarged, terminal broken or repaired; past months stay as they were</translation>
    </message>
    <message>
        <source>现在和以后</source>
        <translation>Now and later</translation>
    </message>
    <message>
        <source>全部经过</source>
        <translation>Whole history</translation>
    </message>
    <message>
        <source>哪些行</source>
        <translation>Which rows</translation>
    </message>
    <message>
        <source>同一处设施，编号不变</source>
        <translation>Same facility, same number</translation>
    </message>
    <message>
        <source>从某天起变更：{what}</source>
        <translation>Change from a day on: {what}</translation>
    </message>
    <message>
        <source>面积分摊</source>
        <translation>Shares of the area</translation>
    </message>
    <message>
        <source>这处设施的经过</source>
        <translation>History of this facility</translation>
    </message>
    <message>
        <source> 到 {day}</source>
        <translation> to {day}</translation>
    </message>
    <message>
        <source>{day} 起</source>
        <translation>from {day}</translation>
    </message>
    <message>
        <source>（现在）</source>
        <translation> (now)</translation>
    </message>
    <message>
        <source>终端{state}</source>
        <translation>terminal: {state}</translation>
    </message>
</context>
<context>
    <name>FigureStrip</name>
    <message>
        <source>建筑面积合计</source>
        <translation>Building area in all</translation>
    </message>
    <message>
        <source>每百户设施面积</source>
        <translation>Facility area per 100 households</translation>
    </message>
    <message>
        <source>居民活动面积占比</source>
        <translation>Share for residents&apos; activities</translation>
    </message>
    <message>
        <source>综合服务设施</source>
        <translation>Service centre</translation>
    </message>
    <message>
        <source>政务自助终端</source>
        <translation>Self-service terminal</translation>
    </message>
    <message>
        <source>日间照料</source>
        <translation>Day care</translation>
    </message>
    <message>
        <source>{n} 处在用</source>
        <translation>{n} in use</translation>
    </message>
    <message>
        <source>还差 {gap} m²</source>
        <translation>{gap} m² short</translation>
    </message>
    <message>
        <source>缺活动面积</source>
        <translation>Activity area missing</translation>
    </message>
    <message>
        <source>还没有设施</source>
        <translation>No facility yet</translation>
    </message>
    <message>
        <source>先填户数</source>
        <translation>Enter households first</translation>
    </message>
    <message>
        <source>还差 1 个</source>
        <translation>1 short</translation>
    </message>
    <message>
        <source>有</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>没有</source>
        <translation>None</translation>
    </message>
    <message>
        <source>{day} 起</source>
        <translation>from {day}</translation>
    </message>
    <message>
        <source>城市社区</source>
        <translation>Urban community</translation>
    </message>
    <message>
        <source>缺城乡分类</source>
        <translation>Urban class missing</translation>
    </message>
    <message>
        <source>终端没有填</source>
        <translation>Terminal not told</translation>
    </message>
    <message>
        <source>还差 {gap} 个</source>
        <translation>{gap} short</translation>
    </message>
    <message>
        <source>还没有数据</source>
        <translation>No data yet</translation>
    </message>
</context>
<context>
    <name>FileDialogs</name>
    <message>
        <source>导出表格</source>
        <translation>Export table</translation>
    </message>
    <message>
        <source>保存邀请纸条</source>
        <translation>Save the invitation slips</translation>
    </message>
    <message>
        <source>选文件夹</source>
        <translation>Choose a folder</translation>
    </message>
    <message>
        <source>选数据包、回执或邀请文件</source>
        <translation>Choose packages, receipts or invitations</translation>
    </message>
    <message>
        <source>数据包、回执和邀请 (*.kashi *.kashi-invitation);;所有文件 (*)</source>
        <translation>Packages, receipts and invitations (*.kashi *.kashi-invitation);;All files (*)</translation>
    </message>
    <message>
        <source>选择县里给的邀请文件</source>
        <translation>Choose the county&apos;s invitation</translation>
    </message>
    <message>
        <source>邀请文件 (*.kashi-invitation);;所有文件 (*)</source>
        <translation>Invitations (*.kashi-invitation);;All files (*)</translation>
    </message>
    <message>
        <source>保存恢复单</source>
        <translation>Save the recovery sheet</translation>
    </message>
    <message>
        <source>生成 XLSX</source>
        <translation>Make XLSX</translation>
    </message>
    <message>
        <source>存为 PDF</source>
        <translation>Save as PDF</translation>
    </message>
    <message>
        <source>已存：{file}，{n} 行</source>
        <translation>Saved: {file}, {n} rows</translation>
    </message>
</context>
<context>
    <name>FileTables</name>
    <message>
        <source>结论</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>发送单位</source>
        <translation>From</translation>
    </message>
    <message>
        <source>期间</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>新</source>
        <translation>New</translation>
    </message>
    <message>
        <source>收过</source>
        <translation>Known</translation>
    </message>
    <message>
        <source>先存着</source>
        <translation>Held</translation>
    </message>
    <message>
        <source>冲突</source>
        <translation>Conflicts</translation>
    </message>
    <message>
        <source>待新版</source>
        <translation>Unread</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>Documents</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Explanation</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>{what}（Ctrl F）</source>
        <translation>{what} (Ctrl F)</translation>
    </message>
</context>
<context>
    <name>Finder</name>
    <message>
        <source>找人、找页面</source>
        <translation>Find people or pages</translation>
    </message>
    <message>
        <source>找到的</source>
        <translation>Found</translation>
    </message>
    <message>
        <source>没有找到。可输入姓名的一部分，或拼音首字母</source>
        <translation>Nothing found. Type part of a name, or pinyin initials</translation>
    </message>
</context>
<context>
    <name>FingerprintSlip</name>
    <message>
        <source>五组数字 {digits}</source>
        <translation>Five groups of digits: {digits}</translation>
    </message>
</context>
<context>
    <name>FirstStartWindow</name>
    <message>
        <source>社区服务</source>
        <translation>Community services</translation>
    </message>
    <message>
        <source>欢迎使用社区服务</source>
        <translation>Welcome to Community services</translation>
    </message>
    <message>
        <source>回答三个问题就能开始。资料加密保存在这台电脑上，不联网。</source>
        <translation>Answer three questions to begin. Everything is stored encrypted on this computer, without a network.</translation>
    </message>
    <message>
        <source>发邀请时印在纸条上，各单位用它核对邀请真是县里发的。</source>
        <translation>Printed on the slip with every invitation, so that the units can check that it is really from the county.</translation>
    </message>
    <message>
        <source>打电话给县里，请他们念出屏幕上的指纹，和这里一样才认可这台电脑。</source>
        <translation>Call the county and ask them to read out the fingerprint on their screen. This computer is approved only if it is the same as here.</translation>
    </message>
    <message>
        <source>以后收到县里的邀请文件时，用它和县里核对是不是这台电脑。</source>
        <translation>When the county&apos;s invitation comes, use it to check with the county that it is this computer.</translation>
    </message>
    <message>
        <source>再看一遍恢复码</source>
        <translation>Show the code again</translation>
    </message>
</context>
<context>
    <name>FormField</name>
    <message>
        <source>超过 {limit} 字</source>
        <translation>Longer than {limit} characters</translation>
    </message>
    <message>
        <source>请填整数</source>
        <translation>Enter a whole number</translation>
    </message>
    <message>
        <source>请填数字</source>
        <translation>Enter a number</translation>
    </message>
    <message>
        <source>不能少于 {low}</source>
        <translation>At least {low}</translation>
    </message>
    <message>
        <source>不能多于 {high}</source>
        <translation>At most {high}</translation>
    </message>
    <message>
        <source>未知</source>
        <translation>Unknown</translation>
    </message>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>否</source>
        <translation>No</translation>
    </message>
    <message>
        <source>请选择</source>
        <translation>Choose</translation>
    </message>
    <message>
        <source>未填</source>
        <translation>Not given</translation>
    </message>
    <message>
        <source>←→ 移动，空格选中；1–9 直接选</source>
        <translation>←→ move, Space chooses; 1–9 choose directly</translation>
    </message>
    <message>
        <source>几个人用顿号分开</source>
        <translation>Separate several people with commas</translation>
    </message>
    <message>
        <source>分冬夏时这样写：11-03=10:00-18:00|04-10=09:30-19:30（前面是月份）</source>
        <translation>With winter and summer hours: 11-03=10:00-18:00|04-10=09:30-19:30 (months first)</translation>
    </message>
    <message>
        <source>开放时间看不明白，请写成 10:00-14:00,16:00-20:00</source>
        <translation>These opening hours cannot be read; write them as 10:00-14:00,16:00-20:00</translation>
    </message>
    <message>
        <source>例如 10:00-14:00,16:00-20:00；分季节 11-03=10:00-18:00|04-10=09:30-19:30</source>
        <translation>e.g. 10:00-14:00,16:00-20:00; by season 11-03=10:00-18:00|04-10=09:30-19:30</translation>
    </message>
</context>
<context>
    <name>FormHeading</name>
    <message>
        <source>不要草稿</source>
        <translation>Drop the draft</translation>
    </message>
    <message>
        <source>丢掉恢复的草稿，重新填写</source>
        <translation>Drop the restored draft and start afresh</translation>
    </message>
    <message>
        <source>今天到期</source>
        <translation>Due today</translation>
    </message>
    <message>
        <source>{n} 天后到期</source>
        <translation>Due in {n} d</translation>
    </message>
    <message>
        <source>接着填 {time} 的草稿</source>
        <translation>Continuing the draft of {time}</translation>
    </message>
    <message>
        <source>草稿已存 {time}</source>
        <translation>Draft saved {time}</translation>
    </message>
    <message>
        <source>草稿没有存上，填写的内容还在</source>
        <translation>The draft could not be saved; what you typed is still here</translation>
    </message>
</context>
<context>
    <name>GroupsAsked</name>
    <message>
        <source>请照随邀请一起给的纸条，输入五组数字中的这两组，从左边数起。</source>
        <translation>Type these two of the five groups on the paper slip, from the left.</translation>
    </message>
    <message>
        <source>第 {n} 组</source>
        <translation>group {n}</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>请照纸条输入{groups}数字</source>
        <translation>Type {groups} from the slip</translation>
    </message>
    <message>
        <source>和这份邀请对不上，请再看看{groups}；还不对就不要打开，先给发邀请的单位打电话</source>
        <translation>Not those of this invitation; look at {groups} again. If it is still wrong, do not open it and telephone the office that invites</translation>
    </message>
</context>
<context>
    <name>HelpPanel</name>
    <message>
        <source>帮助</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>关闭 F1</source>
        <translation>Close F1</translation>
    </message>
</context>
<context>
    <name>HoursSheet</name>
    <message>
        <source>先选一次活动</source>
        <translation>Choose an activity</translation>
    </message>
    <message>
        <source>这里会显示它的时长表。</source>
        <translation>Its hours are shown here.</translation>
    </message>
    <message>
        <source>活动那天还没有登记的志愿者。
按 Alt 2 到“志愿者”里登记，登记日期不要晚于活动。</source>
        <translation>Nobody was registered by that day.
Alt 2 opens “Volunteers”; the day of registration must not be later than the activity.</translation>
    </message>
    <message>
        <source>没有志愿者</source>
        <translation>No volunteers</translation>
    </message>
    <message>
        <source>空格 整场 · 数字 填小时 · 字母找人 · F8 其余整场</source>
        <translation>Space whole time · digits hours · letters find a name · F8 all others</translation>
    </message>
    <message>
        <source>服务时长</source>
        <translation>Service hours</translation>
    </message>
    <message>
        <source>修改</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>其余都是 {n} 小时</source>
        <translation>All others {n} h</translation>
    </message>
    <message>
        <source>出生 · 编号</source>
        <translation>Born · number</translation>
    </message>
    <message>
        <source>同一时间还在</source>
        <translation>At the same time at</translation>
    </message>
    <message>
        <source>未成年</source>
        <translation>under 18</translation>
    </message>
    <message>
        <source>同一时间还在“{what}”，请核对</source>
        <translation>At the same time at “{what}”: please check</translation>
    </message>
</context>
<context>
    <name>ImportResultPage</name>
    <message>
        <source>收的结果</source>
        <translation>What was taken in</translation>
    </message>
    <message>
        <source>再收一批</source>
        <translation>Take in more</translation>
    </message>
    <message>
        <source>去认可新电脑</source>
        <translation>Approve new computers</translation>
    </message>
    <message>
        <source>写回执</source>
        <translation>Write receipts</translation>
    </message>
    <message>
        <source>收下 {n} 个包</source>
        <translation>Packages taken in: {n}</translation>
    </message>
    <message>
        <source>{n} 条新记录</source>
        <translation>new records: {n}</translation>
    </message>
    <message>
        <source>{n} 个以前收过</source>
        <translation>already here: {n}</translation>
    </message>
    <message>
        <source>{n} 个先存着</source>
        <translation>held: {n}</translation>
    </message>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
    <message>
        <source>{n} 个不能收</source>
        <translation>{n} refused</translation>
    </message>
</context>
<context>
    <name>ImportView</name>
    <message>
        <source>收到的包</source>
        <translation>Last package</translation>
    </message>
    <message>
        <source>选文件夹……</source>
        <translation>Choose a folder…</translation>
    </message>
    <message>
        <source>选文件……</source>
        <translation>Choose files…</translation>
    </message>
    <message>
        <source>把 U 盘里的包或整个文件夹拖进来，或者选一个文件夹。
先看清楚每个包带来什么，再一次收下；
收过的不会重复。</source>
        <translation>Drop the packages or the whole folder from the stick here, or choose a folder.
First see what each package brings, then take them in at once.
Nothing is taken in twice.</translation>
    </message>
    <message>
        <source>把收到的包放进来</source>
        <translation>Put the packages here</translation>
    </message>
    <message>
        <source>正在处理</source>
        <translation>Working</translation>
    </message>
    <message>
        <source>收之前先看</source>
        <translation>Look before taking in</translation>
    </message>
    <message>
        <source>收下</source>
        <translation>Take in</translation>
    </message>
    <message>
        <source>先不收</source>
        <translation>Not now</translation>
    </message>
    <message>
        <source>收下 {n} 个包</source>
        <translation>Take in ({n})</translation>
    </message>
    <message>
        <source>这些文件都不能收，原因在每一行里</source>
        <translation>None of these files can be taken in; each row says why</translation>
    </message>
    <message>
        <source>新 {n} 条</source>
        <translation>New: {n}</translation>
    </message>
    <message>
        <source>收过 {n} 条</source>
        <translation>Known: {n}</translation>
    </message>
    <message>
        <source>先存着 {n} 个</source>
        <translation>Held: {n}</translation>
    </message>
    <message>
        <source>不能收 {n} 个</source>
        <translation>Refused: {n}</translation>
    </message>
    <message>
        <source>收过的记录不会重复，先存着的等条件够了自动并入，不能收的不影响别的包。</source>
        <translation>Known records are not repeated, held packages are merged by themselves when they can be, refused files do not affect the others.</translation>
    </message>
    <message>
        <source>选一个文件夹……</source>
        <translation>Choose a folder…</translation>
    </message>
</context>
<context>
    <name>IndicatorsScreen</name>
    <message>
        <source>导出表格</source>
        <translation>Export table</translation>
    </message>
    <message>
        <source>把现在显示的表存成 XLSX（Ctrl E）</source>
        <translation>Save the table shown as XLSX (Ctrl E)</translation>
    </message>
    <message>
        <source>去收包</source>
        <translation>Receive packages</translation>
    </message>
    <message>
        <source>收下第一个单位的包，这里就有各项指标：
每项一张卡片，点开看定义、各单位和记录。</source>
        <translation>Once the first unit&apos;s package is in, the indicators stand here:
a card for each; open it for its definition, the units and the records.</translation>
    </message>
    <message>
        <source>还没有单位送来数据</source>
        <translation>No unit has sent data yet</translation>
    </message>
    <message>
        <source>指标</source>
        <translation>Indicators</translation>
    </message>
    <message>
        <source>正在重算 {n} / {all}</source>
        <translation>Counting anew {n} / {all}</translation>
    </message>
    <message>
        <source>第 {n} 版定义：{words}</source>
        <translation>Definition version {n}: {words}</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>{place} · 各{what}</source>
        <translation>{place} · by {what}</translation>
    </message>
    <message>
        <source>{name} · 从哪个包来</source>
        <translation>{name} · the packages it came in</translation>
    </message>
    <message>
        <source>口径已保存，按生效日期起计算</source>
        <translation>Definition saved; it holds from its day on</translation>
    </message>
    <message>
        <source>生成月报</source>
        <translation>Monthly report</translation>
    </message>
    <message>
        <source>打开“报告”，看这个月的指标报告</source>
        <translation>Open “Reports” at this month&apos;s indicator report</translation>
    </message>
</context>
<context>
    <name>InvitationPart</name>
    <message>
        <source>邀请文件</source>
        <translation>Invitation</translation>
    </message>
    <message>
        <source>没有，先用起来</source>
        <translation>No, begin without</translation>
    </message>
    <message>
        <source>有邀请文件</source>
        <translation>Yes, I have it</translation>
    </message>
    <message>
        <source>选择文件……</source>
        <translation>Choose a file…</translation>
    </message>
    <message>
        <source>请选邀请文件</source>
        <translation>Please choose the invitation</translation>
    </message>
    <message>
        <source>这份邀请是给{unit}的，不是上面选的单位</source>
        <translation>This invitation is for {unit}, not for the unit chosen above</translation>
    </message>
    <message>
        <source>{office} 邀请 {unit}</source>
        <translation>{office} invites {unit}</translation>
    </message>
</context>
<context>
    <name>InvitationQuestion</name>
    <message>
        <source>打开这份邀请吗</source>
        <translation>Open this invitation?</translation>
    </message>
    <message>
        <source>{office} 邀请 {unit}。打开以后，{office} 就是本单位的上级，以后导出的包都交给它。</source>
        <translation>{office} invites {unit}. Once it is opened, {office} is the office above yours, and every package goes to it.</translation>
    </message>
    <message>
        <source>再想想</source>
        <translation>Not yet</translation>
    </message>
    <message>
        <source>打开邀请</source>
        <translation>Open invitation</translation>
    </message>
</context>
<context>
    <name>InviteView</name>
    <message>
        <source>邀请单位</source>
        <translation>Invite units</translation>
    </message>
    <message>
        <source>邀请文件里没有任何人的信息；一个单位一份，交给他们打开一次</source>
        <translation>An invitation holds no information about any person; one for each unit, to be opened once</translation>
    </message>
    <message>
        <source>写出邀请</source>
        <translation>Write invitations</translation>
    </message>
    <message>
        <source>本单位的五组数字，写在随邀请一起交的纸条上</source>
        <translation>The five groups of digits of this office, also on the slip that goes with the invitation</translation>
    </message>
    <message>
        <source>对方打开邀请时，屏幕上的数字要和纸条一样，才知道邀请真是县里发的。</source>
        <translation>When the unit opens the invitation, the digits on the screen must be the same as on the slip; then it is really from the county.</translation>
    </message>
    <message>
        <source>存成 PDF 并打印纸条……</source>
        <translation>Save and print the slips (PDF)…</translation>
    </message>
    <message>
        <source>再邀请几个单位</source>
        <translation>Invite more units</translation>
    </message>
    <message>
        <source>先选单位</source>
        <translation>First choose units</translation>
    </message>
    <message>
        <source>正在写……</source>
        <translation>Writing…</translation>
    </message>
    <message>
        <source>可以安全拔出 U 盘了。</source>
        <translation> You can now remove the stick.</translation>
    </message>
    <message>
        <source>写好 {n} 份邀请。</source>
        <translation>Invitations written: {n}.</translation>
    </message>
    <message>
        <source> 等</source>
        <translation> and more</translation>
    </message>
    <message>
        <source>邀请纸条.pdf</source>
        <translation>Invitation slips.pdf</translation>
    </message>
</context>
<context>
    <name>IssuedCard</name>
    <message>
        <source>已出具的报告</source>
        <translation>Issued reports</translation>
    </message>
    <message>
        <source>统计到</source>
        <translation>Counted up to</translation>
    </message>
    <message>
        <source>种类</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>出具</source>
        <translation>Issue</translation>
    </message>
    <message>
        <source>数字变动</source>
        <translation>Changed</translation>
    </message>
    <message>
        <source>{n} 项</source>
        <translation>{n} figures</translation>
    </message>
    <message>
        <source>没有</source>
        <translation>None</translation>
    </message>
    <message>
        <source>定稿以后按“正式出具”，数字就固定下来；
以后有补报，这里会写明哪一项变了、为什么。</source>
        <translation>Once the draft is final, press “Issue” and the figures are frozen;
later reports that change one are told here with their cause.</translation>
    </message>
    <message>
        <source>还没有出具过报告</source>
        <translation>No report was issued yet</translation>
    </message>
    <message>
        <source>按现在的登记重新计算，数字和出具时一样。</source>
        <translation>Counted again from today&apos;s records, the figures are those that were issued.</translation>
    </message>
    <message>
        <source>{title}：{was} → {now}</source>
        <translation>{title}: {was} → {now}</translation>
    </message>
    <message>
        <source>原因不明，请核对口径设置</source>
        <translation>Cause unknown; please check the definitions</translation>
    </message>
    <message>
        <source>不适用</source>
        <translation>not applicable</translation>
    </message>
</context>
<context>
    <name>KeptNotice</name>
    <message>
        <source>恢复原样</source>
        <translation>Restore</translation>
    </message>
    <message>
        <source>这里是上次没有保存的内容。</source>
        <translation>This is what was typed last time and not saved.</translation>
    </message>
</context>
<context>
    <name>LoadRoster</name>
    <message>
        <source>Excel（xlsx、xls、ods）或 CSV，列的顺序不限。
先预览，确认以后才写入；
已在名册里的人会更新，不会重复。</source>
        <translation>Excel (xlsx, xls, ods) or CSV, columns in any order.
Preview first, written once you confirm;
people on the register already are updated, never doubled.</translation>
    </message>
    <message>
        <source>导入花名册</source>
        <translation>Load a roster</translation>
    </message>
    <message>
        <source>返回名册</source>
        <translation>Back to the register</translation>
    </message>
    <message>
        <source>选择花名册</source>
        <translation>Choose a roster</translation>
    </message>
    <message>
        <source>跳过 {bad} 行，导入其余 {n} 人</source>
        <translation>Leave out {bad} rows, load the other {n} people</translation>
    </message>
    <message>
        <source>导入 {n} 人</source>
        <translation>Load {n} people</translation>
    </message>
    <message>
        <source>老人花名册模板.xlsx</source>
        <translation>elder roster template.xlsx</translation>
    </message>
</context>
<context>
    <name>LoadTable</name>
    <message>
        <source>选择文件</source>
        <translation>Choose file</translation>
    </message>
    <message>
        <source>下载空白模板</source>
        <translation>Blank template</translation>
    </message>
    <message>
        <source>正在读表格</source>
        <translation>Reading the table</translation>
    </message>
    <message>
        <source>导入预览</source>
        <translation>Preview</translation>
    </message>
    <message>
        <source>新增</source>
        <translation>New</translation>
    </message>
    <message>
        <source>更新</source>
        <translation>Updated</translation>
    </message>
    <message>
        <source>没有变化</source>
        <translation>Unchanged</translation>
    </message>
    <message>
        <source>不能导入的行</source>
        <translation>Rows left out</translation>
    </message>
    <message>
        <source>请留意的地方</source>
        <translation>Please look at</translation>
    </message>
    <message>
        <source>表格里的问题</source>
        <translation>Problems in the table</translation>
    </message>
    <message>
        <source>每一行都可以导入</source>
        <translation>Every row can be loaded</translation>
    </message>
    <message>
        <source>没有发现问题。按 Ctrl Enter 导入。</source>
        <translation>No problem found. Press Ctrl Enter to load.</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Load</translation>
    </message>
    <message>
        <source>换一个文件</source>
        <translation>Another file</translation>
    </message>
    <message>
        <source>行</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>列</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Explanation</translation>
    </message>
    <message>
        <source>不导入</source>
        <translation>Left out</translation>
    </message>
    <message>
        <source>照常导入</source>
        <translation>Loaded all the same</translation>
    </message>
    <message>
        <source>表格（*.xlsx *.xls *.xlsb *.ods *.csv *.tsv *.txt）</source>
        <translation>Tables（*.xlsx *.xls *.xlsb *.ods *.csv *.tsv *.txt）</translation>
    </message>
    <message>
        <source>保存空白模板</source>
        <translation>Save blank template</translation>
    </message>
    <message>
        <source>模板已保存：{name}</source>
        <translation>Template saved: {name}</translation>
    </message>
    <message>
        <source>没有可以导入的行，请改好表格再选一次</source>
        <translation>No row can be loaded; mend the table and choose it again</translation>
    </message>
    <message>
        <source>正在导入</source>
        <translation>Loading</translation>
    </message>
    <message>
        <source>存下这些问题</source>
        <translation>Save these problems</translation>
    </message>
    <message>
        <source>存成 XLSX，交给做表格的人去改</source>
        <translation>Save as XLSX for whoever made the table</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>社区服务</source>
        <translation>Community services</translation>
    </message>
    <message>
        <source>{name}&#x3000;{year} 年生&#x3000;{group}</source>
        <translation>{name}&#x3000;born {year}&#x3000;{group}</translation>
    </message>
    <message>
        <source>{time} 已备份</source>
        <translation>Backed up {time}</translation>
    </message>
    <message>
        <source>已加密</source>
        <translation>Encrypted</translation>
    </message>
    <message>
        <source>已撤销：{what}</source>
        <translation>Undone: {what}</translation>
    </message>
    <message>
        <source>已重做：{what}</source>
        <translation>Done again: {what}</translation>
    </message>
    <message>
        <source>再按一次就撤销它之前的一步。</source>
        <translation> Press again to undo the step before it.</translation>
    </message>
    <message>
        <source>恢复单还没有确认收好，忘了口令时要靠它打开资料。请在“设置”（{keys}）里照纸上确认；也可以下次启动再办。</source>
        <translation>The recovery sheet is not confirmed yet; it opens the data when the passphrase is lost. Please confirm it from the paper in Settings ({keys}), or leave it for the next start.</translation>
    </message>
</context>
<context>
    <name>MonthBoard</name>
    <message>
        <source>复制</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>导出表格…</source>
        <translation>Export table…</translation>
    </message>
    <message>
        <source>已收到</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>收到得晚</source>
        <translation>Received late</translation>
    </message>
    <message>
        <source>零报告</source>
        <translation>Nothing to report</translation>
    </message>
    <message>
        <source>待处理</source>
        <translation>On hold</translation>
    </message>
    <message>
        <source>没有消息</source>
        <translation>Silent</translation>
    </message>
</context>
<context>
    <name>MonthCard</name>
    <message>
        <source>本月探访</source>
        <translation>Visits this month</translation>
    </message>
    <message>
        <source>本月还没有要探访的老人</source>
        <translation>Nobody to visit this month</translation>
    </message>
    <message>
        <source>人已见到
探访率 {rate}%
目标 100%</source>
        <translation>people met
Visit rate {rate}%
Target 100%</translation>
    </message>
</context>
<context>
    <name>MonthSwitch</name>
    <message>
        <source>上个月</source>
        <translation>Previous month</translation>
    </message>
    <message>
        <source>下个月</source>
        <translation>Next month</translation>
    </message>
</context>
<context>
    <name>Months</name>
    <message>
        <source>{year} 年 {month} 月</source>
        <translation>{month}/{year}</translation>
    </message>
</context>
<context>
    <name>NeedLine</name>
    <message>
        <source>单位或人</source>
        <translation>Office or person</translation>
    </message>
    <message>
        <source>月日</source>
        <translation>Month, day</translation>
    </message>
    <message>
        <source>{kind} → 转介</source>
        <translation>{kind} → refer to</translation>
    </message>
    <message>
        <source>期限</source>
        <translation>By</translation>
    </message>
</context>
<context>
    <name>NeedsPicker</name>
    <message>
        <source>←→ 移动，空格选中；1–9 直接选</source>
        <translation>←→ move, Space chooses; 1–9 choose directly</translation>
    </message>
</context>
<context>
    <name>NeedsScreen</name>
    <message>
        <source>探访时勾选的需求会自己出现在这里；
平时有人提出，按 N 登记。</source>
        <translation>Needs ticked during visits appear here by themselves;
for one that comes up in between, press N.</translation>
    </message>
    <message>
        <source>登记一项需求</source>
        <translation>Enter a need</translation>
    </message>
    <message>
        <source>没有在等的需求</source>
        <translation>No need is waiting</translation>
    </message>
    <message>
        <source>↑↓←→ 选一项 · Enter 看档案 · S 开始办理 · D 办结 · X 本人放弃 · N 新需求 · F1 帮助</source>
        <translation>↑↓←→ choose · Enter record · S start · D done · X given up · N new · F1 help</translation>
    </message>
    <message>
        <source>待办和办理中</source>
        <translation>Open and under way</translation>
    </message>
    <message>
        <source>姓名、转介单位</source>
        <translation>Name, referral</translation>
    </message>
    <message>
        <source>开始办理</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>办结</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>本人放弃</source>
        <translation>Given up</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>新需求</source>
        <translation>New need</translation>
    </message>
    <message>
        <source>已过期</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>一周内</source>
        <translation>Within a week</translation>
    </message>
    <message>
        <source>以后</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>没有期限</source>
        <translation>No date</translation>
    </message>
    <message>
        <source>需求</source>
        <translation>Needs</translation>
    </message>
    <message>
        <source>{n} 项在等</source>
        <translation>{n} waiting</translation>
    </message>
    <message>
        <source>{name} 的“{kind}”开始办理</source>
        <translation>{kind} for {name} is under way</translation>
    </message>
    <message>
        <source>{name} 的“{kind}”已办结</source>
        <translation>{kind} for {name} is done</translation>
    </message>
    <message>
        <source>{name} 的“{kind}”已记为本人放弃</source>
        <translation>{kind}: {name} does not want it any more</translation>
    </message>
    <message>
        <source>已登记一项需求</source>
        <translation>Need entered</translation>
    </message>
</context>
<context>
    <name>NewSheetCard</name>
    <message>
        <source>恢复单</source>
        <translation>Recovery sheet</translation>
    </message>
    <message>
        <source>恢复单已于{day}确认收好。</source>
        <translation>The recovery sheet was confirmed as put away on {day}.</translation>
    </message>
    <message>
        <source>现在没有一张确认过的恢复单：忘了口令就打不开资料。请做一张新的。</source>
        <translation>There is no confirmed recovery sheet: with a lost passphrase the data could not be opened. Please make a new one.</translation>
    </message>
    <message>
        <source>纸丢了、被别人看到或从没打印过，就重新做一张。照新纸确认之后，原来的恢复码随即作废；在那之前它仍然有效。</source>
        <translation>If the paper was lost, seen by others or never printed, make a new one. Once the new paper is confirmed the earlier code opens no more; until then it still does.</translation>
    </message>
    <message>
        <source>本单位的恢复密钥只在建立时印的那一张上，不能重印，也不会变：那一张请继续封存。</source>
        <translation>This office&apos;s recovery key stands only on the sheet printed at set-up. It cannot be printed again and does not change: keep that sheet sealed.</translation>
    </message>
    <message>
        <source>登录口令</source>
        <translation>Your passphrase</translation>
    </message>
    <message>
        <source>做一张新的恢复单</source>
        <translation>Make a new sheet</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>请输入登录口令</source>
        <translation>Type your passphrase</translation>
    </message>
    <message>
        <source>正在核对口令……</source>
        <translation>Checking the passphrase…</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>知道了</source>
        <translation>Understood</translation>
    </message>
</context>
<context>
    <name>Observations</name>
    <message>
        <source>看到的情况</source>
        <translation>Observations</translation>
    </message>
    <message>
        <source>家里安全</source>
        <translation>Safety at home</translation>
    </message>
</context>
<context>
    <name>OfficePicker</name>
    <message>
        <source>村、社区</source>
        <translation>Village or community</translation>
    </message>
    <message>
        <source>县、市</source>
        <translation>County</translation>
    </message>
    <message>
        <source>哪一级单位</source>
        <translation>Level of the office</translation>
    </message>
    <message>
        <source>找单位</source>
        <translation>Find a unit</translation>
    </message>
    <message>
        <source>输入名称的几个字，或 12 位代码</source>
        <translation>Part of the name, or the 12-digit code</translation>
    </message>
    <message>
        <source>找到的单位</source>
        <translation>Units found</translation>
    </message>
    <message>
        <source>换一个</source>
        <translation>Choose another</translation>
    </message>
    <message>
        <source>没有找到。请只输入名称里的两三个字，或核对代码。</source>
        <translation>Nothing found. Please type only two or three characters of the name, or check the code.</translation>
    </message>
</context>
<context>
    <name>OpenFileCard</name>
    <message>
        <source>收县里的文件</source>
        <translation>Files from the county</translation>
    </message>
    <message>
        <source>打开文件……</source>
        <translation>Open a file…</translation>
    </message>
    <message>
        <source>县里的回执，拖到窗口里也可以。</source>
        <translation>The county&apos;s receipt. You can also drop it on the window.</translation>
    </message>
    <message>
        <source>先打开县里给的邀请文件，才知道包该交给谁。拖到窗口里也可以。</source>
        <translation>First open the county&apos;s invitation; it says who the packages are for. You can also drop it on the window.</translation>
    </message>
    <message>
        <source>这个文件以前收过，没有重复。</source>
        <translation>This file was taken in before; nothing is repeated.</translation>
    </message>
    <message>
        <source>这个文件没有收下，数据没有改动。</source>
        <translation>This file was not taken in; your data is unchanged.</translation>
    </message>
    <message>
        <source>回执已收，县里带来 {n} 条更新。</source>
        <translation>Receipt taken in. Updates from the county: {n}.</translation>
    </message>
    <message>
        <source>回执已收。</source>
        <translation>Receipt taken in.</translation>
    </message>
    <message>
        <source>没有打开这份邀请，没有任何改动。</source>
        <translation>The invitation was not opened; nothing was changed.</translation>
    </message>
    <message>
        <source>邀请已打开，可以导出了。</source>
        <translation>The invitation is open; you can export now.</translation>
    </message>
</context>
<context>
    <name>OptionsCard</name>
    <message>
        <source>村（社区）</source>
        <translation>Village</translation>
    </message>
    <message>
        <source>月份</source>
        <translation>Month</translation>
    </message>
    <message>
        <source>另加空白表</source>
        <translation>Blank forms besides</translation>
    </message>
    <message>
        <source>{n} 份</source>
        <translation>{n} copies</translation>
    </message>
    <message>
        <source>联系方式</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>单位的电话或地址</source>
        <translation>Telephone or address of the office</translation>
    </message>
    <message>
        <source>身份证号</source>
        <translation>ID number</translation>
    </message>
    <message>
        <source>只印在纸上，不保存；可以留空手写</source>
        <translation>Printed only, never kept; may be left to be written by hand</translation>
    </message>
    <message>
        <source>不限</source>
        <translation>No limit</translation>
    </message>
</context>
<context>
    <name>OriginsCard</name>
    <message>
        <source>记录和送来它的包</source>
        <translation>Record and the package that brought it</translation>
    </message>
    <message>
        <source>没有来历</source>
        <translation>No origin</translation>
    </message>
    <message>
        <source>这里没有这条记录的登记。</source>
        <translation>There is no entry of this record here.</translation>
    </message>
    <message>
        <source>一行是一次登记或更正；“本机登记”是在这台电脑上输入的。&#x3000;&#x3000;Ctrl C 复制 · Esc 返回</source>
        <translation>A line is one entry or correction; “typed here” means on this computer.&#x3000;&#x3000;Ctrl C copy · Esc back</translation>
    </message>
    <message>
        <source>记录</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>输入时间</source>
        <translation>Typed</translation>
    </message>
    <message>
        <source>包</source>
        <translation>Package</translation>
    </message>
    <message>
        <source>包写成</source>
        <translation>Package written</translation>
    </message>
    <message>
        <source>收到</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>包里记录</source>
        <translation>Records in it</translation>
    </message>
    <message>
        <source>本机登记</source>
        <translation>typed here</translation>
    </message>
    <message>
        <source>{unit} · 第 {n} 号</source>
        <translation>{unit} · no. {n}</translation>
    </message>
</context>
<context>
    <name>OverdueScreen</name>
    <message>
        <source>导出表格</source>
        <translation>Export table</translation>
    </message>
    <message>
        <source>把现在显示的表存成 XLSX（Ctrl E）</source>
        <translation>Save the table shown as XLSX (Ctrl E)</translation>
    </message>
    <message>
        <source>回到各单位 Esc</source>
        <translation>Back to the units Esc</translation>
    </message>
    <message>
        <source>Enter 看档案 · Ctrl C 复制 · Esc 回到各单位</source>
        <translation>Enter opens the card · Ctrl C copy · Esc back to the units</translation>
    </message>
    <message>
        <source>逾期</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>{n} 个单位有人该去看望了，共 {all} 人</source>
        <translation>{n} units have people to look in on, {all} people in all</translation>
    </message>
    <message>
        <source>{n} 人该去看望了</source>
        <translation>{n} people to look in on</translation>
    </message>
</context>
<context>
    <name>OverdueUnits</name>
    <message>
        <source>各单位</source>
        <translation>Units</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next step</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>找单位</source>
        <translation>Find a unit</translation>
    </message>
    <message>
        <source>有逾期的单位</source>
        <translation>Units with overdue visits</translation>
    </message>
    <message>
        <source>没人应答时依次：打本人电话 → 打给联系人 → 再上门一次 → 告诉单位负责人。每一步都是一次探访记录。&#x3000;&#x3000;Enter 看名单 · F1 帮助</source>
        <translation>When nobody answers, in this order: phone → registered contact → one more home visit → unit head. Every step is an ordinary visit record.&#x3000;&#x3000;Enter opens the list · F1 help</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>逾期的人</source>
        <translation>People overdue</translation>
    </message>
    <message>
        <source>7 天以内</source>
        <translation>Up to 7 days</translation>
    </message>
    <message>
        <source>8 到 30 天</source>
        <translation>8 to 30 days</translation>
    </message>
    <message>
        <source>30 天以上</source>
        <translation>Over 30 days</translation>
    </message>
    <message>
        <source>没有符合的单位</source>
        <translation>No unit fits</translation>
    </message>
    <message>
        <source>换几个字，或把筛选改回“全部”。</source>
        <translation>Try other words, or set the filters back to all.</translation>
    </message>
    <message>
        <source>没有逾期</source>
        <translation>Nothing overdue</translation>
    </message>
    <message>
        <source>每位老人都在期限内见到了。</source>
        <translation>Everybody has been met in time.</translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>没有达到的</source>
        <translation>Missing their target</translation>
    </message>
    <message>
        <source>指标分组</source>
        <translation>Groups of indicators</translation>
    </message>
    <message>
        <source>Alt 1 到 Alt 4 切换</source>
        <translation>Alt 1 to Alt 4 change</translation>
    </message>
    <message>
        <source>指标</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>定义和趋势</source>
        <translation>Definition and trend</translation>
    </message>
    <message>
        <source>怎么算的、十二个月的变化、按乡镇看（Ctrl D）</source>
        <translation>How it is computed, the last twelve months, by township (Ctrl D)</translation>
    </message>
    <message>
        <source>{number} · 差得最多的{what}</source>
        <translation>{number} · {what}: furthest from the target</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>老人</source>
        <translation>Elders</translation>
    </message>
    <message>
        <source>指标</source>
        <translation>Indicators</translation>
    </message>
    <message>
        <source>收包</source>
        <translation>Packages</translation>
    </message>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>同步</source>
        <translation>Packages</translation>
    </message>
    <message>
        <source>记录探访</source>
        <translation>Record a visit</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>设施</source>
        <translation>Facilities</translation>
    </message>
    <message>
        <source>培训</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>逾期</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>核对</source>
        <translation>Questions</translation>
    </message>
    <message>
        <source>看板</source>
        <translation>Board</translation>
    </message>
    <message>
        <source>登记册</source>
        <translation>Registers</translation>
    </message>
    <message>
        <source>报告</source>
        <translation>Reports</translation>
    </message>
    <message>
        <source>需求</source>
        <translation>Needs</translation>
    </message>
    <message>
        <source>志愿服务</source>
        <translation>Volunteering</translation>
    </message>
    <message>
        <source>本单位</source>
        <translation>Our unit</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
</context>
<context>
    <name>PaperView</name>
    <message>
        <source>正在生成</source>
        <translation>Being made</translation>
    </message>
    <message>
        <source>打开文件夹</source>
        <translation>Open folder</translation>
    </message>
    <message>
        <source>存为 PDF</source>
        <translation>Save as PDF</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>{n} 页</source>
        <translation>{n} pages</translation>
    </message>
    <message>
        <source>已存：{file}，{n} 页</source>
        <translation>Saved: {file}, {n} pages</translation>
    </message>
    <message>
        <source>已送到打印机，{n} 页</source>
        <translation>Sent to the printer, {n} pages</translation>
    </message>
</context>
<context>
    <name>Passphrase</name>
    <message>
        <source>请再输入一次口令</source>
        <translation>Please enter the passphrase once more</translation>
    </message>
    <message>
        <source>两次输入的口令不一样</source>
        <translation>The two passphrases differ</translation>
    </message>
</context>
<context>
    <name>PassphraseInput</name>
    <message>
        <source>显示口令（Ctrl+E）</source>
        <translation>Show the passphrase (Ctrl+E)</translation>
    </message>
</context>
<context>
    <name>PastChanges</name>
    <message>
        <source>最近的改动</source>
        <translation>Latest changes</translation>
    </message>
    <message>
        <source>关上以后，Ctrl Z 从最上面能撤销的一条撤起，Ctrl Y 重做。</source>
        <translation>After closing, Ctrl Z takes back from the topmost one that can be undone, Ctrl Y redoes.</translation>
    </message>
    <message>
        <source>还没有可以撤销的改动。</source>
        <translation>There is no change yet that could be undone.</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>不能撤销</source>
        <translation>Cannot be undone</translation>
    </message>
    <message>
        <source>只能由本人撤销</source>
        <translation>Only by who made it</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>改动</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>经办人</source>
        <translation>Done by</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Remark</translation>
    </message>
</context>
<context>
    <name>PdfPages</name>
    <message>
        <source>第 {n} 页，正在画……</source>
        <translation>Page {n}, being drawn…</translation>
    </message>
</context>
<context>
    <name>PdfPreview</name>
    <message>
        <source>预览</source>
        <translation>Preview</translation>
    </message>
    <message>
        <source>整宽</source>
        <translation>Fit width</translation>
    </message>
    <message>
        <source>整页</source>
        <translation>Whole page</translation>
    </message>
    <message>
        <source>缩小</source>
        <translation>Smaller</translation>
    </message>
    <message>
        <source>放大</source>
        <translation>Larger</translation>
    </message>
    <message>
        <source>选好要打印的内容，这里就会显示每一页。</source>
        <translation>Choose what to print and its pages appear here.</translation>
    </message>
    <message>
        <source>正在生成</source>
        <translation>Being made</translation>
    </message>
    <message>
        <source>没有生成</source>
        <translation>Not made</translation>
    </message>
    <message>
        <source>现在是这样</source>
        <translation>In force now</translation>
    </message>
    <message>
        <source>第 {n} / {all} 页</source>
        <translation>Page {n} of {all}</translation>
    </message>
</context>
<context>
    <name>PhoneCard</name>
    <message>
        <source>没有回执？打电话</source>
        <translation>No receipt? Call</translation>
    </message>
    <message>
        <source>请县里念出本单位的 8 位确认码。</source>
        <translation>Ask the county to read out your unit&apos;s confirmation code of 8 characters.</translation>
    </message>
    <message>
        <source>确认码</source>
        <translation>Confirmation code</translation>
    </message>
    <message>
        <source>如 7K3M-Q2XD</source>
        <translation>Such as 7K3M-Q2XD</translation>
    </message>
    <message>
        <source>确认</source>
        <translation>Confirm</translation>
    </message>
    <message>
        <source>还差 {n} 位</source>
        <translation>Characters missing: {n}</translation>
    </message>
    <message>
        <source>多了 {n} 位</source>
        <translation>Characters too many: {n}</translation>
    </message>
    <message>
        <source>记下了：县里已有{day}以前的记录。</source>
        <translation>Noted: the county has the records up to {day}.</translation>
    </message>
    <message>
        <source>记下县里念的确认码（Enter）</source>
        <translation>Keep the code the county read out (Enter)</translation>
    </message>
</context>
<context>
    <name>PhoneReveal</name>
    <message>
        <source>显示电话</source>
        <translation>Show phones</translation>
    </message>
    <message>
        <source>遮住电话</source>
        <translation>Mask phones</translation>
    </message>
</context>
<context>
    <name>PlaceButton</name>
    <message>
        <source>已选</source>
        <translation>Chosen</translation>
    </message>
</context>
<context>
    <name>PlacePicker</name>
    <message>
        <source>别的文件夹……</source>
        <translation>Another folder…</translation>
    </message>
    <message>
        <source>选一个 U 盘</source>
        <translation>Choose a stick</translation>
    </message>
    <message>
        <source>插上 U 盘，或选一个文件夹</source>
        <translation>Plug in a stick, or choose a folder</translation>
    </message>
    <message>
        <source>{name}&#x3000;剩 {free}</source>
        <translation>{name}&#x3000;{free} free</translation>
    </message>
</context>
<context>
    <name>PlacesCard</name>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>没有达到</source>
        <translation>Target missed</translation>
    </message>
    <message>
        <source>数据不全</source>
        <translation>Data incomplete</translation>
    </message>
    <message>
        <source>达到</source>
        <translation>Met</translation>
    </message>
    <message>
        <source>找地方</source>
        <translation>Find a place</translation>
    </message>
    <message>
        <source>情况</source>
        <translation>State</translation>
    </message>
    <message>
        <source>各地的数</source>
        <translation>The number by place</translation>
    </message>
    <message>
        <source>收到的包</source>
        <translation>Last package</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Explanation</translation>
    </message>
    <message>
        <source>数值</source>
        <translation>Value</translation>
    </message>
    <message>
        <source>未收到</source>
        <translation>not received</translation>
    </message>
    <message>
        <source>没有符合的</source>
        <translation>Nothing fits</translation>
    </message>
    <message>
        <source>换几个字，或把筛选改回“全部”。</source>
        <translation>Try other words, or set the filters back to all.</translation>
    </message>
    <message>
        <source>它属于整个县，或这里没有它要看的单位。
“定义和趋势”里有十二个月的变化和背后的记录。</source>
        <translation>It belongs to the whole county, or there is no unit here that it looks at.
“Definition and trend” shows twelve months and the records behind it.</translation>
    </message>
    <message>
        <source>这个数没有分到各地</source>
        <translation>This number is not split by place</translation>
    </message>
    <message>
        <source>{n} 行&#x3000;&#x3000;↑↓ 选 · Enter 打开 · Ctrl C 复制 · Ctrl E 导出 · F1 帮助</source>
        <translation>{n} rows&#x3000;&#x3000;↑↓ choose · Enter opens · Ctrl C copy · Ctrl E export · F1 help</translation>
    </message>
</context>
<context>
    <name>PostQuestion</name>
    <message>
        <source>{name} 的“专职”或“城市社区在编”和以前不一样。岗位变动从那天起算，以前的月份不变；填错了就连以前一起改正。</source>
        <translation>“Full-time” or “urban roster” of {name} is not what it was. A change counts from its day on and leaves earlier months as they are; a mistake is corrected for the past as well.</translation>
    </message>
    <message>
        <source>岗位变动，还是以前填错了？</source>
        <translation>A change of post, or a mistake?</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>从某天起变动</source>
        <translation>Changed from a day on</translation>
    </message>
    <message>
        <source>以前填错了</source>
        <translation>It was wrong before</translation>
    </message>
    <message>
        <source>哪一种</source>
        <translation>Which</translation>
    </message>
    <message>
        <source>从哪天起</source>
        <translation>From which day</translation>
    </message>
    <message>
        <source>这一天还没有到</source>
        <translation>This day has not come yet</translation>
    </message>
    <message>
        <source>早于入职日期</source>
        <translation>Before the day of employment</translation>
    </message>
</context>
<context>
    <name>PrintingScreen</name>
    <message>
        <source>文件</source>
        <translation>Documents</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>选文件，右边看到的就是印出来的</source>
        <translation>Choose a document; what you see at the right is what is printed</translation>
    </message>
</context>
<context>
    <name>ProgressCard</name>
    <message>
        <source>正在准备……</source>
        <translation>Preparing…</translation>
    </message>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>{done} / {total}</source>
        <translation>{done} / {total}</translation>
    </message>
    <message>
        <source>已处理 {done}</source>
        <translation>Done: {done}</translation>
    </message>
    <message>
        <source>正在停止，不会留下做了一半的事……</source>
        <translation>Stopping; nothing is left half done…</translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>日期还没有到</source>
        <translation>The date is in the future</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>例如：看错了行、日期写错</source>
        <translation>For example: wrong row, wrong date</translation>
    </message>
    <message>
        <source>请写明原因</source>
        <translation>Please give the reason</translation>
    </message>
    <message>
        <source>{name} 将不再出现在探访名单里，以前的记录都会保留，以后可以重新登记。</source>
        <translation>{name} will no longer appear on the due list. All earlier records are kept, and you can enrol again later.</translation>
    </message>
    <message>
        <source>注销登记</source>
        <translation>Close the enrolment</translation>
    </message>
    <message>
        <source>注销</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>请选择原因</source>
        <translation>Please choose the reason</translation>
    </message>
    <message>
        <source>{name} 会重新出现在探访名单里，以前的登记期间不会改动。</source>
        <translation>{name} will appear on the due list again. Earlier enrolment periods stay as they are.</translation>
    </message>
    <message>
        <source>重新登记</source>
        <translation>Enrol again</translation>
    </message>
    <message>
        <source>本人撤回同意</source>
        <translation>The elder withdraws consent</translation>
    </message>
    <message>
        <source>撤回同意</source>
        <translation>Withdraw consent</translation>
    </message>
    <message>
        <source>撤回日期</source>
        <translation>Withdrawn on</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>最晚是 {day}</source>
        <translation>{day} at the latest</translation>
    </message>
    <message>
        <source>最早是 {day}</source>
        <translation>{day} at the earliest</translation>
    </message>
    <message>
        <source>{name} 的电话、住址、联系人和历次看到的情况会被删除，不能恢复，以后也不再记录；探访照常进行。</source>
        <translation>Telephone, address, contact and all that was seen of {name} will be deleted and cannot be restored, and will not be recorded from now on; visits go on as before.</translation>
    </message>
</context>
<context>
    <name>QuestionCard</name>
    <message>
        <source>县里想核对</source>
        <translation>The county asks</translation>
    </message>
    <message>
        <source>去答复</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>有 {n} 个问题等着答复一句</source>
        <translation>{n} questions wait for a word of answer</translation>
    </message>
</context>
<context>
    <name>QuestionPane</name>
    <message>
        <source>看这条记录</source>
        <translation>See this record</translation>
    </message>
    <message>
        <source>县里写的：{words}</source>
        <translation>The county wrote: {words}</translation>
    </message>
    <message>
        <source>单位答复：{words}</source>
        <translation>The unit answered: {words}</translation>
    </message>
</context>
<context>
    <name>QuestionTable</name>
    <message>
        <source>全部种类</source>
        <translation>All kinds</translation>
    </message>
    <message>
        <source>找单位、编号</source>
        <translation>Find unit or number</translation>
    </message>
    <message>
        <source>种类</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>发出</source>
        <translation>Sent</translation>
    </message>
    <message>
        <source>答复</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>答复日期</source>
        <translation>Answered on</translation>
    </message>
    <message>
        <source>核对什么</source>
        <translation>What to look at</translation>
    </message>
    <message>
        <source>记录</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>没有符合的</source>
        <translation>Nothing fits</translation>
    </message>
    <message>
        <source>换几个字，或把筛选改回“全部种类”。</source>
        <translation>Use other words, or set the filter back to “All kinds”.</translation>
    </message>
</context>
<context>
    <name>Questions</name>
    <message>
        <source>建立</source>
        <translation>Begin</translation>
    </message>
    <message>
        <source>您在哪个单位工作</source>
        <translation>Where do you work?</translation>
    </message>
    <message>
        <source>这台电脑只登记这个单位的事；有邀请文件就不用选，先做第 2 题</source>
        <translation>This computer keeps the register of this office only. With an invitation, skip to question 2</translation>
    </message>
    <message>
        <source>县里给了邀请文件吗</source>
        <translation>Did the county give you an invitation?</translation>
    </message>
    <message>
        <source>有了它，导出的包县里能直接认；没有也能先用起来</source>
        <translation>With it the county accepts your packages; you can also begin without</translation>
    </message>
    <message>
        <source>设一个口令</source>
        <translation>Set a passphrase</translation>
    </message>
    <message>
        <source>每次打开时输入。一句话最好记，如四个不相干的词</source>
        <translation>Typed at every start. Four unrelated words are easy to remember</translation>
    </message>
    <message>
        <source>口令</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>再输入一次</source>
        <translation>Once more</translation>
    </message>
    <message>
        <source>您的姓名</source>
        <translation>Your name</translation>
    </message>
    <message>
        <source>可以不填</source>
        <translation>Optional</translation>
    </message>
    <message>
        <source>您的姓名，写在“经办人”处</source>
        <translation>Your name, shown as the clerk</translation>
    </message>
    <message>
        <source>正在建立，约两秒……</source>
        <translation>Preparing, about two seconds…</translation>
    </message>
    <message>
        <source>请选您的单位</source>
        <translation>Please choose your office</translation>
    </message>
    <message>
        <source>至少 {n} 个字</source>
        <translation>At least {n} characters</translation>
    </message>
</context>
<context>
    <name>QuestionsScreen</name>
    <message>
        <source>可以问的事</source>
        <translation>What might be asked</translation>
    </message>
    <message>
        <source>没有要问的</source>
        <translation>Nothing to ask</translation>
    </message>
    <message>
        <source>收到的登记里没有对不上的地方。</source>
        <translation>Nothing in the registers received disagrees.</translation>
    </message>
    <message>
        <source>可以不写</source>
        <translation>may stay empty</translation>
    </message>
    <message>
        <source>发出问题</source>
        <translation>Send questions</translation>
    </message>
    <message>
        <source>自己的话</source>
        <translation>Your own words</translation>
    </message>
    <message>
        <source>等答复的问题</source>
        <translation>Questions waiting for an answer</translation>
    </message>
    <message>
        <source>没有在等答复的</source>
        <translation>Nothing is waiting for an answer</translation>
    </message>
    <message>
        <source>发出的问题随回执到单位，答复随下一个包回来。</source>
        <translation>Questions ride to the unit in the receipt; answers come back in the next package.</translation>
    </message>
    <message>
        <source>不用问了，了结</source>
        <translation>No longer needed, settle</translation>
    </message>
    <message>
        <source>已答复的问题</source>
        <translation>Questions answered</translation>
    </message>
    <message>
        <source>还没有新的答复</source>
        <translation>No new answers yet</translation>
    </message>
    <message>
        <source>单位的答复随数据包回来，收包以后出现在这里。</source>
        <translation>Answers come back in the packages and stand here once those are received.</translation>
    </message>
    <message>
        <source>看过了，了结</source>
        <translation>Seen, settle</translation>
    </message>
    <message>
        <source>还想问的话</source>
        <translation>What else to ask</translation>
    </message>
    <message>
        <source>再问一次</source>
        <translation>Ask again</translation>
    </message>
    <message>
        <source>县里的问题</source>
        <translation>The county&apos;s questions</translation>
    </message>
    <message>
        <source>没有要答复的</source>
        <translation>Nothing to answer</translation>
    </message>
    <message>
        <source>县里有事要核对时，问题随回执到这里。</source>
        <translation>When the county wants something looked at, the question comes here with the receipt.</translation>
    </message>
    <message>
        <source>保存答复</source>
        <translation>Save answer</translation>
    </message>
    <message>
        <source>答复</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>不写证件号和电话</source>
        <translation>no ID numbers or phones</translation>
    </message>
    <message>
        <source>请写一句答复</source>
        <translation>Please write a word of answer</translation>
    </message>
    <message>
        <source>答复过的问题</source>
        <translation>Questions you answered</translation>
    </message>
    <message>
        <source>还没有答复过</source>
        <translation>Nothing answered yet</translation>
    </message>
    <message>
        <source>答复随下一个数据包送到县里。</source>
        <translation>Answers ride to the county in the next package.</translation>
    </message>
    <message>
        <source>改答复</source>
        <translation>Change answer</translation>
    </message>
    <message>
        <source>要改就写一句新的</source>
        <translation>To change it, write a new one</translation>
    </message>
    <message>
        <source>可以问的</source>
        <translation>To ask</translation>
    </message>
    <message>
        <source>等答复</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>已答复</source>
        <translation>Answered</translation>
    </message>
    <message>
        <source>要答复的</source>
        <translation>To answer</translation>
    </message>
    <message>
        <source>答复过的</source>
        <translation>Answered</translation>
    </message>
    <message>
        <source>核对</source>
        <translation>Questions</translation>
    </message>
    <message>
        <source>县里想请您看一看的事；答复随下一个包送去</source>
        <translation>What the county asks you to look at; answers ride in the next package</translation>
    </message>
    <message>
        <source>请单位看一看，不是指责；问题随回执去，答复随包回来</source>
        <translation>Please have a look, no accusation; questions go with the receipt, answers come with the package</translation>
    </message>
    <message>
        <source>看哪些问题</source>
        <translation>Which questions</translation>
    </message>
    <message>
        <source>Alt 1 到 Alt {n} 切换</source>
        <translation>Alt 1 to Alt {n} switch the view</translation>
    </message>
    <message>
        <source>选了 {n} 个问题</source>
        <translation>{n} questions chosen</translation>
    </message>
    <message>
        <source>发出 {n} 个问题</source>
        <translation>Send {n} questions</translation>
    </message>
    <message>
        <source>发出 {n} 个问题，随下一份回执到单位</source>
        <translation>{n} questions sent; they ride in the next receipt</translation>
    </message>
    <message>
        <source>已了结 {n} 个问题</source>
        <translation>{n} questions settled</translation>
    </message>
    <message>
        <source>又问了一次，随下一份回执到单位</source>
        <translation>Asked again; it rides in the next receipt</translation>
    </message>
    <message>
        <source>答复已保存，随下一个数据包送到县里</source>
        <translation>Answer saved; it rides to the county in the next package</translation>
    </message>
</context>
<context>
    <name>ReasonedSave</name>
    <message>
        <source>（另有 {n} 处）</source>
        <translation> (and {n} more)</translation>
    </message>
</context>
<context>
    <name>ReceiptsView</name>
    <message>
        <source>写回执</source>
        <translation>Write receipts</translation>
    </message>
    <message>
        <source>告诉各单位县里收到了哪里，也带去县里登记的名册和更改</source>
        <translation>Tells each unit what the county has received, and brings it the county&apos;s entries and changes</translation>
    </message>
    <message>
        <source>复制全部</source>
        <translation>Copy all</translation>
    </message>
    <message>
        <source>写出的回执</source>
        <translation>Receipts written</translation>
    </message>
    <message>
        <source>写好以后，这里列出每个单位的文件和 8 位确认码。
U 盘到不了的单位，打电话念确认码也一样。</source>
        <translation>Afterwards each unit&apos;s file and confirmation code of 8 characters are listed here.
Where no stick can go, reading the code out by telephone does the same.</translation>
    </message>
    <message>
        <source>选好地方，就可以写回执</source>
        <translation>Choose a place, then write the receipts</translation>
    </message>
    <message>
        <source>写出回执</source>
        <translation>Write receipts</translation>
    </message>
    <message>
        <source>正在写回执</source>
        <translation>Writing receipts</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>电话确认码</source>
        <translation>Code for the phone</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>Documents</translation>
    </message>
    <message>
        <source>写好 {n} 份回执，都读回核对过。可以安全拔出 U 盘了。</source>
        <translation>Receipts written, read back and checked: {n}. You can now remove the stick.</translation>
    </message>
    <message>
        <source>写好 {n} 份回执，都读回核对过。</source>
        <translation>Receipts written, read back and checked: {n}.</translation>
    </message>
</context>
<context>
    <name>RecordCardView</name>
    <message>
        <source>内容</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>改动经过</source>
        <translation>Who changed what</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>修改</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>撤销登记</source>
        <translation>Taken back</translation>
    </message>
</context>
<context>
    <name>RecordForm</name>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>{field}：{fault}</source>
        <translation>{field}: {fault}</translation>
    </message>
    <message>
        <source>请选择</source>
        <translation>Choose</translation>
    </message>
    <message>
        <source>请填写</source>
        <translation>Fill in</translation>
    </message>
    <message>
        <source>先征得本人同意并填写同意日期，才能登记</source>
        <translation>Ask for consent and enter its date first</translation>
    </message>
    <message>
        <source>有 {n} 个小时这么长吗？</source>
        <translation>Did it last {n} hours?</translation>
    </message>
</context>
<context>
    <name>RecordPicker</name>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>找</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>找到的记录</source>
        <translation>Records found</translation>
    </message>
    <message>
        <source>都不选</source>
        <translation>Choose none</translation>
    </message>
    <message>
        <source>找{what}：名字的一部分或编号</source>
        <translation>Find {what}: part of the name or number</translation>
    </message>
    <message>
        <source>已选 {name}</source>
        <translation>Chosen: {name}</translation>
    </message>
    <message>
        <source>已选 {n} 个</source>
        <translation>{n} chosen</translation>
    </message>
    <message>
        <source>回车选中</source>
        <translation>Enter chooses</translation>
    </message>
    <message>
        <source>没有找到</source>
        <translation>Nothing found</translation>
    </message>
</context>
<context>
    <name>RecordTable</name>
    <message>
        <source>换几个字，或把筛选改回“全部”。</source>
        <translation>Try other words, or set the filters back to all.</translation>
    </message>
    <message>
        <source>没有找到</source>
        <translation>Nothing found</translation>
    </message>
    <message>
        <source>找</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>导出</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Load</translation>
    </message>
    <message>
        <source>新登记</source>
        <translation>New</translation>
    </message>
    <message>
        <source>登记第一条</source>
        <translation>Enter the first one</translation>
    </message>
    <message>
        <source>手头有表格？从 Excel 或 CSV 导入，那里也有空白模板</source>
        <translation>A table at hand? Load it from Excel or CSV; a blank template is there too</translation>
    </message>
    <message>
        <source>找到 {n} 条</source>
        <translation>{n} found</translation>
    </message>
    <message>
        <source>{n} 条</source>
        <translation>{n} records</translation>
    </message>
    <message>
        <source>Enter 修改 · Space 看经过 · Del 删除</source>
        <translation>Enter change · Space history · Del remove</translation>
    </message>
    <message>
        <source>Enter 看内容和经过</source>
        <translation>Enter content and history</translation>
    </message>
    <message>
        <source>↑↓ 选行 · {keys} · Ctrl C 复制 · F1 帮助</source>
        <translation>↑↓ choose · {keys} · Ctrl C copy · F1 help</translation>
    </message>
</context>
<context>
    <name>RecordsCard</name>
    <message>
        <source>名单</source>
        <translation>List</translation>
    </message>
    <message>
        <source>从哪个包来（空格键）</source>
        <translation>Packages it came in (Space)</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Explanation</translation>
    </message>
    <message>
        <source>“{list}”名单上没有人</source>
        <translation>Nobody stands on the list “{list}”</translation>
    </message>
    <message>
        <source>这里没有名单</source>
        <translation>There is no list here</translation>
    </message>
    <message>
        <source>Enter 打开 · Space 从哪个包来 · Ctrl C 复制 · Esc 返回</source>
        <translation>Enter opens · Space packages it came in · Ctrl C copy · Esc back</translation>
    </message>
</context>
<context>
    <name>RecoveryPage</name>
    <message>
        <source>收好恢复单</source>
        <translation>Keep the recovery sheet safe</translation>
    </message>
    <message>
        <source>忘了口令时，只有这组恢复码能打开资料，县里没有第二份。请打印或抄下来，锁进抽屉，不要拍照、不要发微信。</source>
        <translation>If the passphrase is forgotten, only this recovery code opens the data; the county has no copy. Please print it or write it down and lock it in a drawer. Take no photo and do not send it by WeChat.</translation>
    </message>
    <message>
        <source>忘了口令时，用这组恢复码打开资料。请打印或抄下来，锁进抽屉，不要拍照、不要发微信。</source>
        <translation>If the passphrase is forgotten, this recovery code opens the data. Please print it or write it down and lock it in a drawer. Take no photo and do not send it by WeChat.</translation>
    </message>
    <message>
        <source>恢复码 {code}</source>
        <translation>Recovery code {code}</translation>
    </message>
    <message>
        <source>存成 PDF 并打印……</source>
        <translation>Save and print (PDF)…</translation>
    </message>
    <message>
        <source>本单位的指纹</source>
        <translation>Fingerprint of this office</translation>
    </message>
    <message>
        <source>这台电脑的指纹</source>
        <translation>Fingerprint of this computer</translation>
    </message>
    <message>
        <source>恢复单.pdf</source>
        <translation>Recovery sheet.pdf</translation>
    </message>
    <message>
        <source>已存：{name}。打印后请删掉这个文件</source>
        <translation>Saved: {name}. Please delete this file after printing</translation>
    </message>
    <message>
        <source>先存成 PDF 并打印</source>
        <translation>First save and print the PDF</translation>
    </message>
    <message>
        <source>纸上还有一把“恢复密钥”：电脑坏了或被盗，靠它换新钥匙、打开各单位送来的包。它只打印这一次，程序里不再保留。</source>
        <translation>The paper also holds a “recovery key”: when the computer is broken or stolen, it brings new keys and opens the packages that the units have sent. It is printed this once; the program keeps it no longer.</translation>
    </message>
    <message>
        <source>先用着，下次启动再问</source>
        <translation>Begin now, ask at the next start</translation>
    </message>
    <message>
        <source>已在纸上，下一步</source>
        <translation>It is on paper: next</translation>
    </message>
</context>
<context>
    <name>RegisterColumns</name>
    <message>
        <source>村（社区）</source>
        <translation>Village</translation>
    </message>
</context>
<context>
    <name>RegisterView</name>
    <message>
        <source>导入{register}</source>
        <translation>Load: {register}</translation>
    </message>
    <message>
        <source>Excel（xlsx、xls、ods）或 CSV，列的顺序不限。
先预览，确认以后才写入；
已有的会更新，不会重复。</source>
        <translation>Excel (xlsx, xls, ods) or CSV, columns in any order.
Preview first, written once you confirm;
what is there already is updated, never doubled.</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>选择表格</source>
        <translation>Choose a table</translation>
    </message>
    <message>
        <source>{register}模板.xlsx</source>
        <translation>{register} template.xlsx</translation>
    </message>
    <message>
        <source>跳过 {bad} 行，导入其余 {n} 条</source>
        <translation>Leave out {bad} rows, load the other {n}</translation>
    </message>
    <message>
        <source>导入 {n} 条</source>
        <translation>Load {n}</translation>
    </message>
    <message>
        <source>还没有{register}</source>
        <translation>Nothing yet in: {register}</translation>
    </message>
    <message>
        <source>全部{what}</source>
        <translation>All: {what}</translation>
    </message>
    <message>
        <source>从表格导入{register}</source>
        <translation>Load from a table: {register}</translation>
    </message>
    <message>
        <source>新登记：{register}</source>
        <translation>New: {register}</translation>
    </message>
    <message>
        <source>已登记一条{register}</source>
        <translation>Entered: {register}</translation>
    </message>
    <message>
        <source>已修改一条{register}</source>
        <translation>Changed: {register}</translation>
    </message>
    <message>
        <source>{what} 会从登记册里去掉；改动经过和原因会保留，Ctrl Z 可以撤销。</source>
        <translation>{what} leaves the register; its history and the reason stay, and Ctrl Z takes it back.</translation>
    </message>
    <message>
        <source>删除这一条</source>
        <translation>Remove this record</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>已删除一条{register}</source>
        <translation>Removed: {register}</translation>
    </message>
    <message>
        <source>已导入：新增 {added} 条，更新 {updated} 条</source>
        <translation>Loaded: {added} new, {updated} updated</translation>
    </message>
    <message>
        <source>{n} 行没有导入。改好表格里的这几行，再导入一次就行，已导入的不会重复。</source>
        <translation>{n} rows were not loaded. Mend them in the table and load it once more; what is loaded already is not doubled.</translation>
    </message>
    <message>
        <source>留空自动编号</source>
        <translation>Empty: numbered</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>{register}：表格里的问题</source>
        <translation>{register}: problems in the table</translation>
    </message>
    <message>
        <source>本人同意才保存</source>
        <translation>Kept only with the person&apos;s consent</translation>
    </message>
</context>
<context>
    <name>RegistersScreen</name>
    <message>
        <source>登记册</source>
        <translation>Registers</translation>
    </message>
    <message>
        <source>Ctrl PageUp、Ctrl PageDown 换登记册</source>
        <translation>Ctrl PageUp and Ctrl PageDown change the register</translation>
    </message>
    <message>
        <source>数据字典</source>
        <translation>Data dictionary</translation>
    </message>
</context>
<context>
    <name>ReportsScreen</name>
    <message>
        <source>生成 PDF</source>
        <translation>Make PDF</translation>
    </message>
    <message>
        <source>种类</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>统计到</source>
        <translation>Counted up to</translation>
    </message>
    <message>
        <source>生成 XLSX</source>
        <translation>Make XLSX</translation>
    </message>
    <message>
        <source>正式出具</source>
        <translation>Issue</translation>
    </message>
    <message>
        <source>右边是草稿，黄色的地方要自己写。定稿后正式出具，数字固定留底，以后的变动会另外写明。</source>
        <translation>At the right is the draft; the yellow places are yours to write. Once final, issue it: the figures are frozen, and later changes are told beside them.</translation>
    </message>
    <message>
        <source>报告</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>月度指标报告和 10 月 31 日的年度书面报告</source>
        <translation>The monthly indicator report and the annual report of 31 October</translation>
    </message>
    <message>
        <source>已存：{file}，{n} 项指标</source>
        <translation>Saved: {file}, {n} numbers</translation>
    </message>
    <message>
        <source>{month}的数字按现在的登记固定留底。以后补报和更正不会改它，只会另外写明哪一项变了、为什么。</source>
        <translation>The figures of {month} are frozen as the records stand now. Later reports and corrections will not change them; what changed, and why, is told beside them.</translation>
    </message>
    <message>
        <source>出具</source>
        <translation>Issue</translation>
    </message>
    <message>
        <source>已出具 {month} 的报告</source>
        <translation>The report of {month} is issued</translation>
    </message>
</context>
<context>
    <name>SettingsScreen</name>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>这台电脑的恢复单</source>
        <translation>The recovery sheet of this computer</translation>
    </message>
    <message>
        <source>没有这张纸，重新做一张</source>
        <translation>I have no such paper: make a new one</translation>
    </message>
    <message>
        <source>以后再说</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>算了，原来的仍然有效</source>
        <translation>Leave it, the earlier sheet still holds</translation>
    </message>
    <message>
        <source>再看一遍恢复码</source>
        <translation>Show the code again</translation>
    </message>
    <message>
        <source>恢复单已确认收好</source>
        <translation>The recovery sheet is confirmed as put away</translation>
    </message>
</context>
<context>
    <name>ShareLine</name>
    <message>
        <source>第 {n} 个单位</source>
        <translation>Unit {n}</translation>
    </message>
    <message>
        <source>第 {n} 个单位的份额</source>
        <translation>Share of unit {n}</translation>
    </message>
    <message>
        <source>份额（可不填）</source>
        <translation>Share (optional)</translation>
    </message>
    <message>
        <source>移除</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>请填写份额属于哪个单位</source>
        <translation>Say which unit the share belongs to</translation>
    </message>
    <message>
        <source>份额应是大于 0 的数</source>
        <translation>A share is a number above 0</translation>
    </message>
</context>
<context>
    <name>SharesInput</name>
    <message>
        <source>再加一个单位</source>
        <translation>Add another unit</translation>
    </message>
    <message>
        <source>同一个单位填了两次</source>
        <translation>The same unit is given twice</translation>
    </message>
</context>
<context>
    <name>SheetQuestion</name>
    <message>
        <source>照纸上确认恢复单</source>
        <translation>Confirm the recovery sheet from the paper</translation>
    </message>
    <message>
        <source>请拿起打印（或抄好）的恢复单，照纸上输入恢复码的第 {first} 组和第 {second} 组。输对了，就说明忘了口令时它真能打开资料。</source>
        <translation>Take the printed (or copied) sheet and type groups {first} and {second} of the recovery code from the paper. If they are right, it will really open the data when the passphrase is lost.</translation>
    </message>
    <message>
        <source>第 {n} 组</source>
        <translation>Group {n}</translation>
    </message>
    <message>
        <source>输对后请把恢复单装进信封，锁进柜子，和电脑分开放；存在电脑里的 PDF 请删掉。</source>
        <translation>Then put the sheet into an envelope and lock it away, apart from the computer; delete the PDF on the computer.</translation>
    </message>
    <message>
        <source>下次启动再问</source>
        <translation>Ask at the next start</translation>
    </message>
    <message>
        <source>确认收好</source>
        <translation>It is put away</translation>
    </message>
    <message>
        <source>每组 {n} 个字母或数字</source>
        <translation>{n} letters or digits in each group</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>锁定</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>帮助</source>
        <translation>Help</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>先选一个培训班</source>
        <translation>Choose a course</translation>
    </message>
    <message>
        <source>这里会显示它的签到表。</source>
        <translation>Its sign-in sheet is shown here.</translation>
    </message>
    <message>
        <source>培训那几天没有在岗的人。
先在“社区工作者”里登记；在县里请先选村（社区）。</source>
        <translation>Nobody was at work on these days.
Enter them under “Community workers”; at the county choose a village first.</translation>
    </message>
    <message>
        <source>没有要签到的人</source>
        <translation>Nobody to sign in</translation>
    </message>
    <message>
        <source>1–4 填结果 · 字母找人 · ↑↓ 移动 · F8 其余合格</source>
        <translation>1–4 result · letters find a name · ↑↓ move · F8 all others passed</translation>
    </message>
    <message>
        <source>签到表</source>
        <translation>Sign-in sheet</translation>
    </message>
    <message>
        <source>村（社区）</source>
        <translation>Village</translation>
    </message>
    <message>
        <source>选村（社区）来签到</source>
        <translation>Choose a village to sign in</translation>
    </message>
    <message>
        <source>列出休假的</source>
        <translation>List those on leave</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>证书名册</source>
        <translation>Certificate list</translation>
    </message>
    <message>
        <source>修改</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>列出休假的 {n} 人</source>
        <translation>List {n} on leave</translation>
    </message>
    <message>
        <source>其余合格</source>
        <translation>All others passed</translation>
    </message>
    <message>
        <source>{n} 人没有填</source>
        <translation>{n} still empty</translation>
    </message>
    <message>
        <source>出生 · 村（社区）</source>
        <translation>Born · village</translation>
    </message>
    <message>
        <source>出生 · 岗位</source>
        <translation>Born · post</translation>
    </message>
    <message>
        <source>休假</source>
        <translation>On leave</translation>
    </message>
</context>
<context>
    <name>StateKeys</name>
    <message>
        <source>0 未了解 · 1 正常 · 2 需关注 · 3 紧急；↑↓ 换行，←→ 改选</source>
        <translation>0 unseen · 1 OK · 2 check · 3 urgent; ↑↓ row, ←→ choice</translation>
    </message>
</context>
<context>
    <name>Step</name>
    <message>
        <source>还没到</source>
        <translation>Not yet</translation>
    </message>
    <message>
        <source>现在做</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>已完成</source>
        <translation>Done</translation>
    </message>
</context>
<context>
    <name>TableView</name>
    <message>
        <source>复制</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>导出表格…</source>
        <translation>Export table…</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>还没有探访过。</source>
        <translation>Not visited yet.</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>撤销 Ctrl Z</source>
        <translation>Undo Ctrl Z</translation>
    </message>
</context>
<context>
    <name>TodayScreen</name>
    <message>
        <source>该去看望的老人</source>
        <translation>Elders to visit</translation>
    </message>
    <message>
        <source>看档案</source>
        <translation>Open the card</translation>
    </message>
    <message>
        <source>记录探访</source>
        <translation>Record a visit</translation>
    </message>
    <message>
        <source>登记一位老人</source>
        <translation>Enrol an elder</translation>
    </message>
    <message>
        <source>到期的老人会自己出现在这里。
想现在就记一次，可到“老人”里打开档案，按 Ctrl R。</source>
        <translation>Elders appear here by themselves when a visit is due.
To record one now, open the card under Elders and press Ctrl R.</translation>
    </message>
    <message>
        <source>现在没有该去看望的人</source>
        <translation>Nobody needs a visit now</translation>
    </message>
    <message>
        <source>导入花名册</source>
        <translation>Load a roster</translation>
    </message>
    <message>
        <source>手头有 Excel 或 CSV 花名册，就直接导入；
没有也可以一位一位登记。登记好以后，
该去看望谁会显示在这里。</source>
        <translation>If you have a roster in Excel or CSV, import it.
Otherwise enrol the elders one by one.
Then whom to visit is shown here.</translation>
    </message>
    <message>
        <source>先把老人登记进来</source>
        <translation>First enrol the elders</translation>
    </message>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>M月d日 dddd</source>
        <translation>yyyy-MM-dd</translation>
    </message>
    <message>
        <source>本月还有 {n} 天</source>
        <translation>Days left this month: {n}</translation>
    </message>
    <message>
        <source>今天是本月最后一天</source>
        <translation>Last day of the month</translation>
    </message>
    <message>
        <source>已过期 {n}</source>
        <translation>Overdue {n}</translation>
    </message>
    <message>
        <source>本周到期 {n}</source>
        <translation>This week {n}</translation>
    </message>
    <message>
        <source>其余 {n}</source>
        <translation>Later {n}</translation>
    </message>
    <message>
        <source>名单没有取到</source>
        <translation>The list could not be fetched</translation>
    </message>
    <message>
        <source>打印名单</source>
        <translation>Print the list</translation>
    </message>
    <message>
        <source>空白探访表</source>
        <translation>Blank visit forms</translation>
    </message>
    <message>
        <source>↑↓ 选人 · Enter 记录 · F1 帮助 · 先急事，再看过期天数和等级</source>
        <translation>↑↓ choose · Enter record · F1 help · urgent first, then days overdue and level</translation>
    </message>
</context>
<context>
    <name>Training</name>
    <message>
        <source>{level}主办</source>
        <translation>Organised by: {level}</translation>
    </message>
    <message>
        <source>{n} 学时</source>
        <translation>{n} lessons</translation>
    </message>
    <message>
        <source>没有注明是否认可，暂不计入覆盖率</source>
        <translation>recognition not stated, does not count yet</translation>
    </message>
    <message>
        <source>认可，计入覆盖率</source>
        <translation>recognised, counts</translation>
    </message>
    <message>
        <source>不认可，不计入覆盖率</source>
        <translation>not recognised, does not count</translation>
    </message>
</context>
<context>
    <name>TrainingScreen</name>
    <message>
        <source>今年还没有培训的</source>
        <translation>Without training this year</translation>
    </message>
    <message>
        <source>培训班</source>
        <translation>Courses</translation>
    </message>
    <message>
        <source>社区工作者</source>
        <translation>Community workers</translation>
    </message>
    <message>
        <source>培训</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>删除这个培训班……</source>
        <translation>Remove this course…</translation>
    </message>
    <message>
        <source>修改培训班</source>
        <translation>Change the course</translation>
    </message>
    <message>
        <source>新培训班</source>
        <translation>New course</translation>
    </message>
    <message>
        <source>登记错了才删除；有人签到过的班要先清掉结果。删除后可以撤销。</source>
        <translation>Only for what was entered by mistake; results must be cleared first. It can be undone.</translation>
    </message>
    <message>
        <source>培训结果已保存：{what}</source>
        <translation>Results saved: {what}</translation>
    </message>
</context>
<context>
    <name>TrendChart</name>
    <message>
        <source>没有数据</source>
        <translation>No data</translation>
    </message>
</context>
<context>
    <name>UnitInput</name>
    <message>
        <source>名称的一部分或代码</source>
        <translation>Part of the name, or the code</translation>
    </message>
    <message>
        <source>没有找到这个单位，请从列表里选</source>
        <translation>No such unit; choose one from the list</translation>
    </message>
</context>
<context>
    <name>UnitPicker</name>
    <message>
        <source>找到的单位</source>
        <translation>Units found</translation>
    </message>
    <message>
        <source>选中的单位</source>
        <translation>Chosen units</translation>
    </message>
    <message>
        <source>找单位</source>
        <translation>Find a unit</translation>
    </message>
    <message>
        <source>名称的几个字、乡镇，或代码（Ctrl F）</source>
        <translation>Part of the name, township or code (Ctrl F)</translation>
    </message>
    <message>
        <source>加入</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>全部加入</source>
        <translation>Add all</translation>
    </message>
    <message>
        <source>拿掉</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>乡镇</source>
        <translation>Township</translation>
    </message>
    <message>
        <source>代码</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>电脑</source>
        <translation>Computer</translation>
    </message>
    <message>
        <source>选中 {n} 个</source>
        <translation>Chosen: {n}</translation>
    </message>
    <message>
        <source>全部加入（{n}）</source>
        <translation>Add all ({n})</translation>
    </message>
</context>
<context>
    <name>UnitScreen</name>
    <message>
        <source>满意率</source>
        <translation>Satisfied</translation>
    </message>
    <message>
        <source>年度数字</source>
        <translation>Yearly figures</translation>
    </message>
    <message>
        <source>满意度调查</source>
        <translation>Surveys</translation>
    </message>
    <message>
        <source>数据字典</source>
        <translation>Data dictionary</translation>
    </message>
    <message>
        <source>看什么</source>
        <translation>What to look at</translation>
    </message>
    <message>
        <source>本单位</source>
        <translation>Our unit</translation>
    </message>
</context>
<context>
    <name>UnitSumsCard</name>
    <message>
        <source>全部单位</source>
        <translation>All units</translation>
    </message>
    <message>
        <source>面积不够的</source>
        <translation>Too little area</translation>
    </message>
    <message>
        <source>没有综合服务设施的</source>
        <translation>Without service centre</translation>
    </message>
    <message>
        <source>终端不计入的</source>
        <translation>Terminal does not count</translation>
    </message>
    <message>
        <source>缺数据的</source>
        <translation>Data missing</translation>
    </message>
    <message>
        <source>单位、乡镇或代码</source>
        <translation>Unit, township or code</translation>
    </message>
    <message>
        <source>筛选</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>导出</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>各单位的设施</source>
        <translation>Facilities of the units</translation>
    </message>
    <message>
        <source>没有符合的单位</source>
        <translation>No unit fits</translation>
    </message>
    <message>
        <source>换几个字，或把筛选改回“全部单位”。</source>
        <translation>Try other words, or set the filter back to all units.</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>面积 m²</source>
        <translation>Area m²</translation>
    </message>
    <message>
        <source>每百户 m²</source>
        <translation>m² per 100</translation>
    </message>
    <message>
        <source>离目标差</source>
        <translation>To the target</translation>
    </message>
    <message>
        <source>活动占比</source>
        <translation>Activities</translation>
    </message>
    <message>
        <source>综合服务</source>
        <translation>Centre</translation>
    </message>
    <message>
        <source>终端</source>
        <translation>Terminal</translation>
    </message>
    <message>
        <source>日间照料</source>
        <translation>Day care</translation>
    </message>
    <message>
        <source>没有户数</source>
        <translation>No households</translation>
    </message>
    <message>
        <source>达到</source>
        <translation>Met</translation>
    </message>
    <message>
        <source>有</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>没有</source>
        <translation>None</translation>
    </message>
    <message>
        <source>没有填</source>
        <translation>Not told</translation>
    </message>
    <message>
        <source>{n} 个单位</source>
        <translation>{n} units</translation>
    </message>
    <message>
        <source>↑↓ 选单位 · Enter 看它的设施 · 点表头排序 · Ctrl C 复制 · F1 帮助</source>
        <translation>↑↓ choose · Enter its facilities · click a heading to sort · Ctrl C copy · F1 help</translation>
    </message>
</context>
<context>
    <name>UnitsView</name>
    <message>
        <source>从某天起变更</source>
        <translation>Change from a day on</translation>
    </message>
    <message>
        <source>从哪天起是这样</source>
        <translation>Since which day</translation>
    </message>
    <message>
        <source>{day} 起</source>
        <translation>from {day}</translation>
    </message>
    <message>
        <source>以前</source>
        <translation>Before</translation>
    </message>
    <message>
        <source>按城市社区算</source>
        <translation>Counts as urban</translation>
    </message>
    <message>
        <source>不按城市社区算</source>
        <translation>Does not count as urban</translation>
    </message>
    <message>
        <source>在用</source>
        <translation>In use</translation>
    </message>
    <message>
        <source>已撤并</source>
        <translation>Dissolved</translation>
    </message>
    <message>
        <source>变更从所填日期起算，以前的月份仍按当时的情况计算。</source>
        <translation>The change counts from the day you enter; months before it keep what was true then.</translation>
    </message>
    <message>
        <source>不填就按类别和城乡分类判断；县里另有认定时才选，并写明理由</source>
        <translation>Left blank, kind and class decide; choose only where the county decided otherwise, and say why</translation>
    </message>
    <message>
        <source>从哪天起</source>
        <translation>From which day</translation>
    </message>
    <message>
        <source>县里的认定</source>
        <translation>The county&apos;s decision</translation>
    </message>
    <message>
        <source>按规则判断</source>
        <translation>By the rule</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>已变更 {name}</source>
        <translation>Changed: {name}</translation>
    </message>
</context>
<context>
    <name>UnlockWindow</name>
    <message>
        <source>社区服务</source>
        <translation>Community services</translation>
    </message>
    <message>
        <source>资料加密保存在这台电脑上，不联网。</source>
        <translation>Everything is stored encrypted on this computer, without a network.</translation>
    </message>
    <message>
        <source>口令</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>正在打开</source>
        <translation>Opening</translation>
    </message>
    <message>
        <source>忘了口令？用恢复码</source>
        <translation>Forgotten? Use the recovery code</translation>
    </message>
    <message>
        <source>恢复码</source>
        <translation>Recovery code</translation>
    </message>
    <message>
        <source>照恢复单上的写，短横可以不写</source>
        <translation>As on the recovery sheet; hyphens may be left out</translation>
    </message>
    <message>
        <source>再输入一次新口令</source>
        <translation>New passphrase once more</translation>
    </message>
    <message>
        <source>新口令</source>
        <translation>New passphrase</translation>
    </message>
    <message>
        <source>用恢复码打开</source>
        <translation>Open with the recovery code</translation>
    </message>
    <message>
        <source>设新口令并打开</source>
        <translation>Set passphrase and open</translation>
    </message>
    <message>
        <source>返回输入口令</source>
        <translation>Back to the passphrase</translation>
    </message>
    <message>
        <source>请输入口令</source>
        <translation>Please enter the passphrase</translation>
    </message>
    <message>
        <source>请输入恢复码</source>
        <translation>Please enter the recovery code</translation>
    </message>
    <message>
        <source>换一种打开方法（Ctrl R）</source>
        <translation>Open another way (Ctrl R)</translation>
    </message>
    <message>
        <source>打开（Enter）</source>
        <translation>Open (Enter)</translation>
    </message>
</context>
<context>
    <name>ViewsPage</name>
    <message>
        <source>Alt 1 到 Alt {n} 切换</source>
        <translation>Alt 1 to Alt {n} switch the view</translation>
    </message>
</context>
<context>
    <name>VillageScreen</name>
    <message>
        <source>同步</source>
        <translation>Packages</translation>
    </message>
    <message>
        <source>把记录装进加密的包送到县里，再收县里的回执</source>
        <translation>Send your records to the county in an encrypted package and take in its receipt</translation>
    </message>
</context>
<context>
    <name>VisitEntry</name>
    <message>
        <source>已作废</source>
        <translation>Void</translation>
    </message>
    <message>
        <source>两台电脑改得不一样</source>
        <translation>Two computers changed it differently</translation>
    </message>
    <message>
        <source>改过 {n} 次</source>
        <translation>Corrections: {n}</translation>
    </message>
    <message>
        <source>看谁在什么时候为什么改的</source>
        <translation>See who changed what, when and why</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>把这次探访打印成一张 A4</source>
        <translation>Print this visit on one A4 sheet</translation>
    </message>
    <message>
        <source>更正</source>
        <translation>corrected</translation>
    </message>
    <message>
        <source>更正这次探访，原来的记录会保留</source>
        <translation>Correct this visit; the earlier record is kept</translation>
    </message>
    <message>
        <source>作废</source>
        <translation>Void</translation>
    </message>
    <message>
        <source>这次探访没有发生；记录和原因会保留</source>
        <translation>This visit did not take place; the record and the reason are kept</translation>
    </message>
    <message>
        <source>紧急：{what}</source>
        <translation>Urgent: {what}</translation>
    </message>
    <message>
        <source>需关注：{what}</source>
        <translation>Check: {what}</translation>
    </message>
    <message>
        <source>需求：{what}</source>
        <translation>Needs: {what}</translation>
    </message>
    <message>
        <source>记录</source>
        <translation>Record</translation>
    </message>
</context>
<context>
    <name>VisitFields</name>
    <message>
        <source>先征得本人同意，才能填写</source>
        <translation>Ask for the elder&apos;s consent first</translation>
    </message>
    <message>
        <source>没有见到本人，不用填</source>
        <translation>The elder was not met; leave it empty</translation>
    </message>
    <message>
        <source>老人不愿上门</source>
        <translation>No home visits</translation>
    </message>
    <message>
        <source>老人说过不愿有人上门，可改为电话或请到服务中心</source>
        <translation>The elder does not want home visits; call, or invite to the centre</translation>
    </message>
    <message>
        <source>请填写{field}</source>
        <translation>Fill in: {field}</translation>
    </message>
    <message>
        <source>Alt 加数字直接选结果，在哪一格都行</source>
        <translation>Alt and a digit choose the outcome from any field</translation>
    </message>
    <message>
        <source>沿用上次</source>
        <translation>As last time</translation>
    </message>
    <message>
        <source>请选 Alt 1–{n}</source>
        <translation>Choose: Alt 1–{n}</translation>
    </message>
</context>
<context>
    <name>VisitForm</name>
    <message>
        <source>全部正常</source>
        <translation>All OK</translation>
    </message>
    <message>
        <source>保存，下一位</source>
        <translation>Save, next</translation>
    </message>
    <message>
        <source>更正探访</source>
        <translation>Correct a visit</translation>
    </message>
    <message>
        <source>记录探访</source>
        <translation>Record a visit</translation>
    </message>
    <message>
        <source>{year} 年生</source>
        <translation>born {year}</translation>
    </message>
    <message>
        <source>保存更正</source>
        <translation>Save the correction</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>紧急情况：先救人，急救拨打 120，火灾、煤气拨打 119</source>
        <translation>Emergency: help first. Ambulance 120, fire or gas 119</translation>
    </message>
    <message>
        <source>原来的记录会保留，并和原因一起留在档案里。</source>
        <translation>The earlier record is kept on the card together with the reason.</translation>
    </message>
    <message>
        <source>为什么更正这次探访？</source>
        <translation>Why is this visit corrected?</translation>
    </message>
    <message>
        <source>已更正 {name} 的探访</source>
        <translation>Visit corrected: {name}</translation>
    </message>
    <message>
        <source>已记录 {name} 的探访</source>
        <translation>Visit recorded: {name}</translation>
    </message>
    <message>
        <source>这一刻已有一次同样的探访，再记一次吗？</source>
        <translation>There is such a visit at this minute already. Record another?</translation>
    </message>
</context>
<context>
    <name>VisitSide</name>
    <message>
        <source>以前的探访</source>
        <translation>Earlier visits</translation>
    </message>
    <message>
        <source>联系人</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>还没有探访过，这是第一次。</source>
        <translation>No visits yet; this is the first.</translation>
    </message>
    <message>
        <source>先征得本人同意，才登记电话和联系人。</source>
        <translation>Phone and contact are recorded only with the elder&apos;s consent.</translation>
    </message>
    <message>
        <source>没有登记联系人。</source>
        <translation>No contact recorded.</translation>
    </message>
    <message>
        <source>本人</source>
        <translation>The elder</translation>
    </message>
    <message>
        <source>下一位到期</source>
        <translation>Next due</translation>
    </message>
    <message>
        <source>{year} 年生</source>
        <translation>born {year}</translation>
    </message>
</context>
<context>
    <name>VisitTime</name>
    <message>
        <source>只输入数字：1118 1040 是 11月18日 10:40；1040 只改时间；↑↓ 换日期</source>
        <translation>Digits only: 1118 1040 is 18 November 10:40; 1040 changes only the time; ↑↓ change the day</translation>
    </message>
    <message>
        <source>日期还没有到，请核对</source>
        <translation>The date is in the future; please check</translation>
    </message>
    <message>
        <source>请填写时间</source>
        <translation>Enter the time</translation>
    </message>
    <message>
        <source>这个时间还没有到，请核对</source>
        <translation>This time has not come yet; please check</translation>
    </message>
</context>
<context>
    <name>Volunteering</name>
    <message>
        <source>{n} 小时</source>
        <translation>{n} h</translation>
    </message>
    <message>
        <source>负责人 {name}</source>
        <translation>Leader {name}</translation>
    </message>
    <message>
        <source>一星志愿者</source>
        <translation>One-star volunteer</translation>
    </message>
    <message>
        <source>二星志愿者</source>
        <translation>Two-star volunteer</translation>
    </message>
    <message>
        <source>三星志愿者</source>
        <translation>Three-star volunteer</translation>
    </message>
    <message>
        <source>四星志愿者</source>
        <translation>Four-star volunteer</translation>
    </message>
    <message>
        <source>五星志愿者</source>
        <translation>Five-star volunteer</translation>
    </message>
</context>
<context>
    <name>VolunteeringScreen</name>
    <message>
        <source>活动</source>
        <translation>Activities</translation>
    </message>
    <message>
        <source>志愿者</source>
        <translation>Volunteers</translation>
    </message>
    <message>
        <source>志愿服务</source>
        <translation>Volunteering</translation>
    </message>
    <message>
        <source>删除这次活动……</source>
        <translation>Remove this activity…</translation>
    </message>
    <message>
        <source>修改活动</source>
        <translation>Change the activity</translation>
    </message>
    <message>
        <source>新活动</source>
        <translation>New activity</translation>
    </message>
    <message>
        <source>登记错了才删除；有时长的活动要先清掉时长。删除后可以撤销。</source>
        <translation>Only for what was entered by mistake; hours must be cleared first. It can be undone.</translation>
    </message>
    <message>
        <source>服务时长已保存：{what}</source>
        <translation>Hours saved: {what}</translation>
    </message>
    <message>
        <source>有 {n} 人同一时间还记在另一次活动里，已照常保存。请核对。</source>
        <translation>{n} people are also entered for another activity at the same time. It was saved; please check.</translation>
    </message>
</context>
<context>
    <name>Volunteers</name>
    <message>
        <source>次数</source>
        <translation>Times</translation>
    </message>
    <message>
        <source>今年（小时）</source>
        <translation>This year (h)</translation>
    </message>
    <message>
        <source>累计（小时）</source>
        <translation>In all (h)</translation>
    </message>
    <message>
        <source>{year} 年生</source>
        <translation>born {year}</translation>
    </message>
    <message>
        <source>未成年</source>
        <translation>under 18</translation>
    </message>
</context>
<context>
    <name>VolunteersView</name>
    <message>
        <source>显示星级</source>
        <translation>Show stars</translation>
    </message>
    <message>
        <source>累计 100、300、600、1000、1500 小时为一到五星；只是感谢，不排名次</source>
        <translation>One to five stars from 100, 300, 600, 1000, 1500 hours on; a thank-you, not a ranking</translation>
    </message>
    <message>
        <source>开证明</source>
        <translation>Certificate</translation>
    </message>
    <message>
        <source>服务经历</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>还没有</source>
        <translation>Not yet</translation>
    </message>
    <message>
        <source>{name} 核实</source>
        <translation>Verified by {name}</translation>
    </message>
    <message>
        <source>{n} 小时</source>
        <translation>{n} h</translation>
    </message>
</context>
<context>
    <name>Workers</name>
    <message>
        <source>用工</source>
        <translation>Employment</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>专职</source>
        <translation>Full-time</translation>
    </message>
    <message>
        <source>兼职</source>
        <translation>Part-time</translation>
    </message>
    <message>
        <source>城市在编</source>
        <translation>urban roster</translation>
    </message>
    <message>
        <source>{year} 年生</source>
        <translation>born {year}</translation>
    </message>
    <message>
        <source>在岗</source>
        <translation>At work</translation>
    </message>
    <message>
        <source>休假</source>
        <translation>On leave</translation>
    </message>
    <message>
        <source>已离职</source>
        <translation>Left</translation>
    </message>
</context>
<context>
    <name>WorkersView</name>
    <message>
        <source>在岗和休假</source>
        <translation>At work or on leave</translation>
    </message>
    <message>
        <source>休假</source>
        <translation>On leave</translation>
    </message>
    <message>
        <source>已离职</source>
        <translation>Left</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>参加过的培训</source>
        <translation>Courses taken</translation>
    </message>
    <message>
        <source>还没有</source>
        <translation>Not yet</translation>
    </message>
    <message>
        <source>证书 {number}</source>
        <translation>certificate {number}</translation>
    </message>
    <message>
        <source>不计入覆盖率</source>
        <translation>does not count</translation>
    </message>
    <message>
        <source>同名、同出生日期的登记</source>
        <translation>Entries with the same name and birth date</translation>
    </message>
    <message>
        <source>{year} 年生</source>
        <translation>born {year}</translation>
    </message>
    <message>
        <source>身份证号相同</source>
        <translation>The ID number is the same</translation>
    </message>
    <message>
        <source>已确认是同一个人</source>
        <translation>Confirmed to be the same person</translation>
    </message>
    <message>
        <source>{why}，各项人数只算一次。</source>
        <translation>{why}: counted once in every number.</translation>
    </message>
    <message>
        <source>核对过了，是同一个人</source>
        <translation>Checked: the same person</translation>
    </message>
    <message>
        <source>不是同一个人，分开计算</source>
        <translation>Not the same person: count them apart</translation>
    </message>
    <message>
        <source>已确认是同一个人，各项人数只算一次</source>
        <translation>Confirmed to be the same person, counted once in every number</translation>
    </message>
    <message>
        <source>不再算作同一个人</source>
        <translation>No longer counted as one person</translation>
    </message>
</context>
<context>
    <name>YearView</name>
    <message>
        <source>今年还没有培训的</source>
        <translation>Without training this year</translation>
    </message>
    <message>
        <source>找姓名、岗位或单位</source>
        <translation>Find a name, post or unit</translation>
    </message>
    <message>
        <source>今年内结束的认可培训，合格或结业就算。休假的人也要补上；入职不满 30 天的暂不计入。&#x3000;Enter 看这个人</source>
        <translation>A recognised course that ended this year counts when passed or completed. People on leave need it too; those hired less than 30 days ago do not count yet.&#x3000;Enter opens the person</translation>
    </message>
    <message>
        <source>村（社区）</source>
        <translation>Village</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Explanation</translation>
    </message>
    <message>
        <source>{year} 年生</source>
        <translation>born {year}</translation>
    </message>
    <message>
        <source>新入职，暂不计入</source>
        <translation>New, does not count yet</translation>
    </message>
    <message>
        <source>休假中</source>
        <translation>On leave</translation>
    </message>
    <message>
        <source>还没有</source>
        <translation>Not yet</translation>
    </message>
    <message>
        <source>还没有 {n} 人</source>
        <translation>{n} still without</translation>
    </message>
    <message>
        <source>已培训 {done} / {total} 人</source>
        <translation>{done} of {total} trained</translation>
    </message>
    <message>
        <source>没有找到</source>
        <translation>Nothing found</translation>
    </message>
    <message>
        <source>换一个字再试。</source>
        <translation>Try another word.</translation>
    </message>
    <message>
        <source>今年都培训过了</source>
        <translation>Everybody has had training this year</translation>
    </message>
    <message>
        <source>{n} 位社区工作者今年都有认可的培训。</source>
        <translation>All {n} community workers have had recognised training this year.</translation>
    </message>
    <message>
        <source>还没有登记社区工作者</source>
        <translation>No community workers yet</translation>
    </message>
    <message>
        <source>到“社区工作者”里登记或导入名册。</source>
        <translation>Enter or load the roster under “Community workers”.</translation>
    </message>
</context>
<context>
    <name>board</name>
    <message>
        <source>已收到</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>零报告</source>
        <translation>Nothing to report</translation>
    </message>
    <message>
        <source>收到得晚</source>
        <translation>Received late</translation>
    </message>
    <message>
        <source>待处理</source>
        <translation>On hold</translation>
    </message>
    <message>
        <source>没有消息</source>
        <translation>Silent</translation>
    </message>
    <message>
        <source>还没到期</source>
        <translation>Not due yet</translation>
    </message>
    <message>
        <source>这个月的包按时到了。</source>
        <translation>This month&apos;s package came in time.</translation>
    </message>
    <message>
        <source>包到了，里面写明这段时间没有新的记录。</source>
        <translation>The package came and says that there was nothing new.</translation>
    </message>
    <message>
        <source>这个月没有单独送包，后来的包把它带来了。</source>
        <translation>No package of its own for this month; a later one brought it.</translation>
    </message>
    <message>
        <source>包到了，但要先处理：电脑待认可，或前面缺一段。</source>
        <translation>The package came but must be handled first: a computer waits for approval, or a part before it is missing.</translation>
    </message>
    <message>
        <source>到了期限还没有任何包。打个电话问问，也许 U 盘在路上。</source>
        <translation>The day has passed and nothing has come. Give them a call; the stick may be on its way.</translation>
    </message>
    <message>
        <source>期限还没有到。</source>
        <translation>The day has not come yet.</translation>
    </message>
    <message>
        <source>{year} 年 {month} 月</source>
        <translation>{month}/{year}</translation>
    </message>
    <message>
        <source>{n} 月</source>
        <translation>month {n}</translation>
    </message>
    <message>
        <source>{n} 个月</source>
        <translation>{n} months</translation>
    </message>
    <message>
        <source>还没有过</source>
        <translation>never</translation>
    </message>
    <message>
        <source>{day} 写成，{n} 条</source>
        <translation>written {day}, {n} entries</translation>
    </message>
    <message>
        <source>还没有开始报送</source>
        <translation>Not reporting yet</translation>
    </message>
    <message>
        <source>这个单位那时还没有开始送包。</source>
        <translation>The unit had not begun to send packages then.</translation>
    </message>
</context>
<context>
    <name>codes</name>
    <message>
        <source>地区</source>
        <translation>Prefecture</translation>
    </message>
    <message>
        <source>县（市）</source>
        <translation>County</translation>
    </message>
    <message>
        <source>乡镇（街道）</source>
        <translation>Township</translation>
    </message>
    <message>
        <source>村（社区）</source>
        <translation>Village</translation>
    </message>
    <message>
        <source>社区居委会</source>
        <translation>Residents&apos; committee</translation>
    </message>
    <message>
        <source>村委会</source>
        <translation>Villagers&apos; committee</translation>
    </message>
    <message>
        <source>主城区</source>
        <translation>Main urban area</translation>
    </message>
    <message>
        <source>城乡结合区</source>
        <translation>Urban fringe</translation>
    </message>
    <message>
        <source>镇中心区</source>
        <translation>Town centre</translation>
    </message>
    <message>
        <source>镇乡结合区</source>
        <translation>Town fringe</translation>
    </message>
    <message>
        <source>特殊区域</source>
        <translation>Special area</translation>
    </message>
    <message>
        <source>乡中心区</source>
        <translation>Township centre</translation>
    </message>
    <message>
        <source>村庄</source>
        <translation>Village area</translation>
    </message>
    <message>
        <source>男</source>
        <translation>Male</translation>
    </message>
    <message>
        <source>女</source>
        <translation>Female</translation>
    </message>
    <message>
        <source>独居</source>
        <translation>Lives alone</translation>
    </message>
    <message>
        <source>空巢</source>
        <translation>Empty nest</translation>
    </message>
    <message>
        <source>留守</source>
        <translation>Left behind</translation>
    </message>
    <message>
        <source>失能</source>
        <translation>Needs daily care</translation>
    </message>
    <message>
        <source>重残</source>
        <translation>Severe disability</translation>
    </message>
    <message>
        <source>计划生育特殊家庭</source>
        <translation>Only child lost or disabled</translation>
    </message>
    <message>
        <source>高龄</source>
        <translation>Advanced age</translation>
    </message>
    <message>
        <source>低保特困</source>
        <translation>Low-income support</translation>
    </message>
    <message>
        <source>其他</source>
        <translation>Other</translation>
    </message>
    <message>
        <source>高</source>
        <translation>High</translation>
    </message>
    <message>
        <source>中</source>
        <translation>Medium</translation>
    </message>
    <message>
        <source>低</source>
        <translation>Low</translation>
    </message>
    <message>
        <source>去世</source>
        <translation>Deceased</translation>
    </message>
    <message>
        <source>迁出</source>
        <translation>Moved out</translation>
    </message>
    <message>
        <source>入住机构</source>
        <translation>Moved to a care home</translation>
    </message>
    <message>
        <source>本人退出</source>
        <translation>Withdrew</translation>
    </message>
    <message>
        <source>不再符合条件</source>
        <translation>No longer eligible</translation>
    </message>
    <message>
        <source>重复登记</source>
        <translation>Enrolled twice</translation>
    </message>
    <message>
        <source>上门</source>
        <translation>At home</translation>
    </message>
    <message>
        <source>到服务中心</source>
        <translation>At the centre</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>视频</source>
        <translation>Video call</translation>
    </message>
    <message>
        <source>已见面</source>
        <translation>Met</translation>
    </message>
    <message>
        <source>已通话</source>
        <translation>Spoke</translation>
    </message>
    <message>
        <source>他人代答</source>
        <translation>Someone else answered</translation>
    </message>
    <message>
        <source>无人应答</source>
        <translation>No answer</translation>
    </message>
    <message>
        <source>外出</source>
        <translation>Away</translation>
    </message>
    <message>
        <source>住院已联系</source>
        <translation>Reached in hospital</translation>
    </message>
    <message>
        <source>本人谢绝</source>
        <translation>Declined</translation>
    </message>
    <message>
        <source>紧急处置</source>
        <translation>Emergency help</translation>
    </message>
    <message>
        <source>村（社区）干部</source>
        <translation>Village staff</translation>
    </message>
    <message>
        <source>社区工作者</source>
        <translation>Community workers</translation>
    </message>
    <message>
        <source>社工</source>
        <translation>Social worker</translation>
    </message>
    <message>
        <source>志愿者</source>
        <translation>Volunteers</translation>
    </message>
    <message>
        <source>服务机构</source>
        <translation>Service provider</translation>
    </message>
    <message>
        <source>未了解</source>
        <translation>Unseen</translation>
    </message>
    <message>
        <source>正常</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>需关注</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>紧急</source>
        <translation>Urgent</translation>
    </message>
    <message>
        <source>助餐</source>
        <translation>Meals</translation>
    </message>
    <message>
        <source>助浴</source>
        <translation>Bathing</translation>
    </message>
    <message>
        <source>助洁</source>
        <translation>Cleaning</translation>
    </message>
    <message>
        <source>助医</source>
        <translation>Medical care</translation>
    </message>
    <message>
        <source>代办</source>
        <translation>Errands</translation>
    </message>
    <message>
        <source>维修</source>
        <translation>Repairs</translation>
    </message>
    <message>
        <source>适老化改造</source>
        <translation>Home adaptation</translation>
    </message>
    <message>
        <source>陪伴</source>
        <translation>Company</translation>
    </message>
    <message>
        <source>政策咨询</source>
        <translation>Policy advice</translation>
    </message>
    <message>
        <source>法律援助</source>
        <translation>Legal aid</translation>
    </message>
    <message>
        <source>当场办理</source>
        <translation>Done on the spot</translation>
    </message>
    <message>
        <source>转介</source>
        <translation>Referred</translation>
    </message>
    <message>
        <source>暂未处理</source>
        <translation>Not yet handled</translation>
    </message>
    <message>
        <source>待办</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>已办结</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>本人放弃</source>
        <translation>Given up</translation>
    </message>
    <message>
        <source>一致</source>
        <translation>Matches</translation>
    </message>
    <message>
        <source>出生日期不一致</source>
        <translation>birth date differs</translation>
    </message>
    <message>
        <source>性别不一致</source>
        <translation>sex differs</translation>
    </message>
    <message>
        <source>出生日期和性别都不一致</source>
        <translation>birth date and sex differ</translation>
    </message>
    <message>
        <source>经办人</source>
        <translation>Clerk</translation>
    </message>
    <message>
        <source>负责人</source>
        <translation>Leader</translation>
    </message>
    <message>
        <source>待核对</source>
        <translation>To be checked</translation>
    </message>
    <message>
        <source>已认可</source>
        <translation>Approved</translation>
    </message>
    <message>
        <source>已拒绝</source>
        <translation>Rejected</translation>
    </message>
    <message>
        <source>已停用</source>
        <translation>Retired</translation>
    </message>
    <message>
        <source>办理中</source>
        <translation>Under way</translation>
    </message>
    <message>
        <source>综合服务中心</source>
        <translation>Service centre</translation>
    </message>
    <message>
        <source>活动室</source>
        <translation>Activity room</translation>
    </message>
    <message>
        <source>日间照料中心</source>
        <translation>Day-care centre</translation>
    </message>
    <message>
        <source>礼堂</source>
        <translation>Hall</translation>
    </message>
    <message>
        <source>托育点</source>
        <translation>Childcare</translation>
    </message>
    <message>
        <source>卫生室</source>
        <translation>Clinic</translation>
    </message>
    <message>
        <source>自建</source>
        <translation>Built</translation>
    </message>
    <message>
        <source>购置</source>
        <translation>Bought</translation>
    </message>
    <message>
        <source>划拨</source>
        <translation>Allocated</translation>
    </message>
    <message>
        <source>租赁</source>
        <translation>Leased</translation>
    </message>
    <message>
        <source>共用</source>
        <translation>Shared</translation>
    </message>
    <message>
        <source>实测</source>
        <translation>Survey</translation>
    </message>
    <message>
        <source>产权证</source>
        <translation>Deed</translation>
    </message>
    <message>
        <source>估算</source>
        <translation>Estimate</translation>
    </message>
    <message>
        <source>没有</source>
        <translation>None</translation>
    </message>
    <message>
        <source>故障</source>
        <translation>Broken</translation>
    </message>
    <message>
        <source>在用</source>
        <translation>In use</translation>
    </message>
    <message>
        <source>在建</source>
        <translation>Being built</translation>
    </message>
    <message>
        <source>停用</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>已拆除</source>
        <translation>Demolished</translation>
    </message>
    <message>
        <source>助理社会工作师</source>
        <translation>Assistant social worker</translation>
    </message>
    <message>
        <source>社会工作师</source>
        <translation>Social worker</translation>
    </message>
    <message>
        <source>高级社会工作师</source>
        <translation>Senior social worker</translation>
    </message>
    <message>
        <source>网络</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>面授</source>
        <translation>In person</translation>
    </message>
    <message>
        <source>线上</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>线上线下结合</source>
        <translation>Mixed</translation>
    </message>
    <message>
        <source>合格</source>
        <translation>Passed</translation>
    </message>
    <message>
        <source>不合格</source>
        <translation>Failed</translation>
    </message>
    <message>
        <source>缺席</source>
        <translation>Absent</translation>
    </message>
    <message>
        <source>结业（不考核）</source>
        <translation>Completed (not assessed)</translation>
    </message>
    <message>
        <source>未开始</source>
        <translation>Not begun</translation>
    </message>
    <message>
        <source>进行中</source>
        <translation>Under way</translation>
    </message>
    <message>
        <source>已完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>放假</source>
        <translation>Holiday</translation>
    </message>
    <message>
        <source>调休上班</source>
        <translation>Shifted working day</translation>
    </message>
    <message>
        <source>出生日期与身份证号不一致</source>
        <translation>Birth date differs from the ID number</translation>
    </message>
    <message>
        <source>可能重复登记</source>
        <translation>Possibly registered twice</translation>
    </message>
    <message>
        <source>面积与户数不相称</source>
        <translation>Area out of proportion to the households</translation>
    </message>
    <message>
        <source>多条备注完全相同</source>
        <translation>Several identical notes</translation>
    </message>
    <message>
        <source>待答复</source>
        <translation>Waiting for an answer</translation>
    </message>
    <message>
        <source>已答复</source>
        <translation>Answered</translation>
    </message>
    <message>
        <source>已了结</source>
        <translation>Settled</translation>
    </message>
    <message>
        <source>月度指标报告</source>
        <translation>Monthly indicator report</translation>
    </message>
    <message>
        <source>年度书面报告</source>
        <translation>Annual written report</translation>
    </message>
    <message>
        <source>认可</source>
        <translation>approved</translation>
    </message>
    <message>
        <source>接受</source>
        <translation>accepted</translation>
    </message>
    <message>
        <source>撤回</source>
        <translation>withdrawn</translation>
    </message>
    <message>
        <source>取消撤回</source>
        <translation>taken back</translation>
    </message>
</context>
<context>
    <name>definitions</name>
    <message>
        <source>特殊困难老年人月探访率</source>
        <translation>Monthly visit rate of elders in special hardship</translation>
    </message>
    <message>
        <source>分母中本月登记期间内至少有一次有效探访的老人。已见面、已通话、住院已联系、紧急处置为有效；无人应答、外出、本人谢绝不算；他人代答另列，默认不算。方式不限，作废的不算。</source>
        <translation>Elders of the denominator with at least one effective visit in the month while enrolled. Met, spoke, reached in hospital and emergency help are effective; no answer, away and declined are not. When someone else answered, the visit is listed apart and by default not counted. Any method counts; voided visits do not.</translation>
    </message>
    <message>
        <source>喀什地区城乡社区服务规划（2023年4月4日）中的目标；规划没有规定算法，算法是本程序的定义，有版本。</source>
        <translation>Target of the Kashgar prefecture plan for urban and rural community services (4 April 2023). The plan gives no arithmetic; the calculation is this program&apos;s own versioned definition.</translation>
    </message>
    <message>
        <source>登记截止日</source>
        <translation>cut-off day</translation>
    </message>
    <message>
        <source>他人代答计入</source>
        <translation>answers by others count</translation>
    </message>
    <message>
        <source>项目起算日</source>
        <translation>projects from</translation>
    </message>
    <message>
        <source>故障宽限天数</source>
        <translation>days of grace when broken</translation>
    </message>
    <message>
        <source>高等级最长间隔天数</source>
        <translation>longest gap in days, high</translation>
    </message>
    <message>
        <source>中等级最长间隔天数</source>
        <translation>longest gap in days, medium</translation>
    </message>
    <message>
        <source>低等级最长间隔天数</source>
        <translation>longest gap in days, low</translation>
    </message>
    <message>
        <source>月末在册的村和社区。</source>
        <translation>Villages and communities that are active at the end of the month.</translation>
    </message>
    <message>
        <source>月末的城市社区：在册的社区居委会，城乡分类为 1 开头，或由县里说明理由后认定。分类不明的不计算，另列。</source>
        <translation>Urban communities at the end of the month: active residents’ committees whose urban–rural class begins with 1, or as the county decided with a reason. Where the class is not known they are left out and listed.</translation>
    </message>
    <message>
        <source>人</source>
        <translation>people</translation>
    </message>
    <message>
        <source>个村（社区）</source>
        <translation>villages or communities</translation>
    </message>
    <message>
        <source>m²</source>
        <translation>m²</translation>
    </message>
    <message>
        <source>月末在册（月末当天注销的不算在册）、且在截止日（默认 25 日）及以前登记的老人，每人只算一次。不愿上门且本月没有有效联系的，不计入，另列；本月注销的、截止日以后登记的，另列。</source>
        <translation>Elders enrolled at the end of the month (not those closed on its last day) who were enrolled on or before the cut-off day (the 25th unless set otherwise), each once. Those who decline home visits and had no effective contact this month are left out and listed; those closed in the month or enrolled after the cut-off are listed apart.</translation>
    </message>
    <message>
        <source>城乡社区综合服务设施覆盖率</source>
        <translation>Coverage of community service facilities</translation>
    </message>
    <message>
        <source>有自己的或与别处共用的、月末在用的综合服务中心的村和社区。</source>
        <translation>Villages and communities with a service centre in use at the end of the month, their own or shared.</translation>
    </message>
    <message>
        <source>新建社区商业和综合服务设施面积占比</source>
        <translation>Share of commercial and service area in new communities</translation>
    </message>
    <message>
        <source>从起算日到月末建成的项目中，商业和综合服务设施的面积之和。每个项目另行单独评判。</source>
        <translation>Commercial and service area of the projects completed from the base date to the end of the month. Each project is also judged alone.</translation>
    </message>
    <message>
        <source>同一批项目的总面积之和。</source>
        <translation>Total area of the same projects.</translation>
    </message>
    <message>
        <source>每百户设施面积</source>
        <translation>Facility area per 100 households</translation>
    </message>
    <message>
        <source>月末在用的综合服务中心、活动室、日间照料中心、礼堂、托育点的建筑面积。几处共用的按比例分摊（没有写比例的按户数），精确到 0.01 m²。</source>
        <translation>Building area of service centres, activity rooms, day-care centres, halls and childcare places in use at the end of the month. Shared ones are split by their shares (by households where none are written), to 0.01 m².</translation>
    </message>
    <message>
        <source>户数，取月末以前最近一次的数字。</source>
        <translation>Households, by the latest figure at or before the end of the month.</translation>
    </message>
    <message>
        <source>居民活动区域面积占比</source>
        <translation>Share of area for residents’ activities</translation>
    </message>
    <message>
        <source>同一批设施中居民活动区域的面积。</source>
        <translation>Area for residents’ activities in the same facilities.</translation>
    </message>
    <message>
        <source>月末在用的综合服务中心、活动室、日间照料中心、礼堂、托育点的建筑面积，共用的按比例分摊。</source>
        <translation>Building area of service centres, activity rooms, day-care centres, halls and childcare places in use at the end of the month, shared ones split.</translation>
    </message>
    <message>
        <source>城市社区政务自助服务覆盖率</source>
        <translation>Self-service terminals in urban communities</translation>
    </message>
    <message>
        <source>在用的设施（自己的或共用的）里有正常自助终端的城市社区；到月末故障不超过宽限天数的仍算。</source>
        <translation>Urban communities with a working self-service terminal in a facility in use, their own or shared; one that is broken for no longer than the days of grace at the end of the month still counts.</translation>
    </message>
    <message>
        <source>每万名城镇常住人口社区工作者</source>
        <translation>Community workers per 10,000 urban residents</translation>
    </message>
    <message>
        <source>月末在职、列入城镇社区名册的专职社区工作者，每人只算一次；请假超过六个月的不算。</source>
        <translation>Full-time community workers of the urban roster employed at the end of the month, each person once; not those on leave of more than six months.</translation>
    </message>
    <message>
        <source>城镇常住人口，取月末以前最近一次的数字。</source>
        <translation>Urban resident population, by the latest figure at or before the end of the month.</translation>
    </message>
    <message>
        <source>人/万人</source>
        <translation>per 10,000</translation>
    </message>
    <message>
        <source>社会工作专业人才</source>
        <translation>Social work professionals</translation>
    </message>
    <message>
        <source>月末在职、持有至少一种社会工作证书的社区工作者，每人只算一次。</source>
        <translation>Community workers employed at the end of the month who hold at least one certificate of social work, each person once.</translation>
    </message>
    <message>
        <source>只计人数；全地区合计与目标比较，县里只看自己的贡献。</source>
        <translation>People are counted; the whole prefecture is held against the target, a county sees its own contribution.</translation>
    </message>
    <message>
        <source>社区工作者培训覆盖率</source>
        <translation>Training coverage of community workers</translation>
    </message>
    <message>
        <source>分母中本年到月末为止至少完成一次认可的培训（合格，或不考核而结业）的人。</source>
        <translation>Those of the denominator who completed at least one recognised course (passed, or completed without an examination) in the year up to the end of the month.</translation>
    </message>
    <message>
        <source>月末在职的社区工作者，专职兼职都算；到月末入职不满 30 天的两边都不算。</source>
        <translation>Community workers employed at the end of the month, full-time and part-time; those hired less than 30 days before are on neither side.</translation>
    </message>
    <message>
        <source>城市社区日间照料机构覆盖率</source>
        <translation>Day care in urban communities</translation>
    </message>
    <message>
        <source>有自己的或与别处共用的、月末在用的日间照料中心的城市社区。</source>
        <translation>Urban communities with a day-care centre in use at the end of the month, their own or shared.</translation>
    </message>
    <message>
        <source>城乡社区工作者覆盖率</source>
        <translation>Coverage with community workers</translation>
    </message>
    <message>
        <source>月末至少有一名在职社区工作者的村和社区。</source>
        <translation>Villages and communities with at least one community worker employed at the end of the month.</translation>
    </message>
    <message>
        <source>社区养老服务设施用地</source>
        <translation>Land for elder-care facilities</translation>
    </message>
    <message>
        <source>全县社区养老服务设施用地面积，取月末以前最近一次的数字。</source>
        <translation>Land of the county’s elder-care facilities, by the latest figure at or before the end of the month.</translation>
    </message>
    <message>
        <source>全县常住人口；县里没有填写时，各村（社区）都有数字才相加。</source>
        <translation>Resident population of the county; where the county has not written it, the sum of all villages and communities if every one is known.</translation>
    </message>
    <message>
        <source>m²/人</source>
        <translation>m² per resident</translation>
    </message>
    <message>
        <source>城市社区社会组织</source>
        <translation>Social organisations in urban communities</translation>
    </message>
    <message>
        <source>城市社区的社会组织数，取月末以前最近一次的数字。</source>
        <translation>Social organisations of urban communities, by the latest figure at or before the end of the month.</translation>
    </message>
    <message>
        <source>个</source>
        <translation>organisations</translation>
    </message>
    <message>
        <source>农村社区社会组织</source>
        <translation>Social organisations in rural communities</translation>
    </message>
    <message>
        <source>城市社区以外的村和社区的社会组织数，取月末以前最近一次的数字。</source>
        <translation>Social organisations of villages and communities that are not urban, by the latest figure at or before the end of the month.</translation>
    </message>
    <message>
        <source>月末在册的、城市社区以外的村和社区。分类不明的不计算，另列。</source>
        <translation>Active villages and communities that are not urban. Where the class is not known they are left out and listed.</translation>
    </message>
    <message>
        <source>乡镇（街道）社工站覆盖率</source>
        <translation>Townships with a social work station</translation>
    </message>
    <message>
        <source>月末以前最近一次填写有社工站的乡镇（街道）。</source>
        <translation>Townships whose latest figure at or before the end of the month says that they have a social work station.</translation>
    </message>
    <message>
        <source>月末在册的乡镇（街道）。</source>
        <translation>Townships that are active at the end of the month.</translation>
    </message>
    <message>
        <source>个乡镇</source>
        <translation>townships</translation>
    </message>
    <message>
        <source>设施开放时间达标率</source>
        <translation>Service centres open long enough</translation>
    </message>
    <message>
        <source>按月末季节平常一天开放不少于 8 小时的综合服务中心。</source>
        <translation>Service centres open for at least 8 hours on a normal day of the season at the end of the month.</translation>
    </message>
    <message>
        <source>月末在用的综合服务中心，每个只在主办的村（社区）算一次。</source>
        <translation>Service centres in use at the end of the month, each once, at the village or community that keeps it.</translation>
    </message>
    <message>
        <source>个中心</source>
        <translation>centres</translation>
    </message>
    <message>
        <source>政务代办覆盖率</source>
        <translation>Coverage with proxy service for government matters</translation>
    </message>
    <message>
        <source>月末以前最近一次填写有政务代办的村和社区。</source>
        <translation>Villages and communities whose latest figure at or before the end of the month says that they offer it.</translation>
    </message>
    <message>
        <source>满意度调查覆盖率</source>
        <translation>Coverage with satisfaction surveys</translation>
    </message>
    <message>
        <source>本年到月末为止至少做过一次满意度调查的村和社区。</source>
        <translation>Villages and communities with at least one survey in the year up to the end of the month.</translation>
    </message>
    <message>
        <source>参加地区培训班人数</source>
        <translation>Participants of prefecture courses</translation>
    </message>
    <message>
        <source>本年到月末为止参加过地区组织的培训（缺席的不算）的社区工作者，每人只算一次。</source>
        <translation>Community workers who attended a course of the prefecture (not those absent) in the year up to the end of the month, each person once.</translation>
    </message>
</context>
<context>
    <name>documents</name>
    <message>
        <source>应访名单</source>
        <translation>Due list</translation>
    </message>
    <message>
        <source>带着上门：顺序和今天页一样，空格和录入的顺序一样。选了月份，只列这个月还没有见到的。</source>
        <translation>To carry along: in the order of the Today page, with columns in the order of entry. With a month, only those not met in it.</translation>
    </message>
    <message>
        <source>空白探访表</source>
        <translation>Blank visit forms</translation>
    </message>
    <message>
        <source>手填的探访表，一张纸两份，数字和键盘录入一样。不选老人，就按应访名单每人一份。</source>
        <translation>Visit forms to fill by hand, two a sheet, with the digits of the keyboard entry. Without a choice, one for each on the due list.</translation>
    </message>
    <message>
        <source>月探访台账</source>
        <translation>Monthly visit ledger</translation>
    </message>
    <message>
        <source>一个月里每位老人的探访、月探访率和签字的地方。</source>
        <translation>Each elder&apos;s visits of a month, the visit rate, and places to sign.</translation>
    </message>
    <message>
        <source>月度小结</source>
        <translation>Monthly summary</translation>
    </message>
    <message>
        <source>本村（社区）一个月各项工作的数字，留有写说明和签字的地方。</source>
        <translation>One month of the unit in numbers, with room for remarks and signatures.</translation>
    </message>
    <message>
        <source>月末台账和小结</source>
        <translation>Ledger and summary of the month</translation>
    </message>
    <message>
        <source>和数据包一起送的两样：月探访台账和月度小结，一次打印。</source>
        <translation>The two papers that go with the package, ledger and summary, printed at once.</translation>
    </message>
    <message>
        <source>一个月的探访记录</source>
        <translation>Visit records of a month</translation>
    </message>
    <message>
        <source>一个月的全部探访，每次一页，有书签可以翻找。</source>
        <translation>All visits of a month, one a page, with bookmarks to find them.</translation>
    </message>
    <message>
        <source>探访记录</source>
        <translation>Visit record</translation>
    </message>
    <message>
        <source>选出的探访，每次一页。</source>
        <translation>The chosen visits, one a page.</translation>
    </message>
    <message>
        <source>需求办理单</source>
        <translation>Needs list</translation>
    </message>
    <message>
        <source>还没有办结的需求，按期限排列。选了月份，这个月办结的也列出来。</source>
        <translation>Needs that still wait, by due date. With a month, also those settled in it.</translation>
    </message>
    <message>
        <source>老人卡片</source>
        <translation>Elder&apos;s card</translation>
    </message>
    <message>
        <source>放进档案夹的卡片，证件和电话号码已隐去。不选老人，就打印全部在册老人。</source>
        <translation>Cards for the binder, numbers masked. Without a choice, all who are enrolled.</translation>
    </message>
    <message>
        <source>个人信息副本</source>
        <translation>Copy for the person</translation>
    </message>
    <message>
        <source>本人要求时给本人：保存的关于这个人的全部内容，怎样更正和删除。</source>
        <translation>For the person who asks: all that is kept about them, and how to have it corrected or erased.</translation>
    </message>
    <message>
        <source>设施登记表</source>
        <translation>Facility sheet</translation>
    </message>
    <message>
        <source>一处设施一份：状态沿革、开放时间、分摊面积。不选设施，就打印全部。</source>
        <translation>One sheet a facility: its history, opening hours and shares. Without a choice all are printed.</translation>
    </message>
    <message>
        <source>培训签到表</source>
        <translation>Training sign-in sheet</translation>
    </message>
    <message>
        <source>放在门口请人签名：培训那几天在岗的人都列在上面，另有空行。</source>
        <translation>To be signed at the door: everybody who works there on those days, and blank lines.</translation>
    </message>
    <message>
        <source>培训证书名册</source>
        <translation>Training certificate list</translation>
    </message>
    <message>
        <source>一期培训的结果和证书编号。</source>
        <translation>Results and certificate numbers of a course.</translation>
    </message>
    <message>
        <source>志愿服务证明</source>
        <translation>Volunteer certificate</translation>
    </message>
    <message>
        <source>谁记录、谁证明。身份证号在这里输入，只印在纸上，不保存。</source>
        <translation>Certified by those who kept the records. The ID number is typed here, printed, and not kept.</translation>
    </message>
    <message>
        <source>未报单位联系单</source>
        <translation>Call list of silent units</translation>
    </message>
    <message>
        <source>这个月还没有收到数据包的单位，留有写电话和答复的地方。</source>
        <translation>Units whose package of the month has not come, with room for calls and answers.</translation>
    </message>
    <message>
        <source>月度指标报告</source>
        <translation>Monthly indicator report</translation>
    </message>
    <message>
        <source>各项指标、差距、数据未齐的单位和重述，按公文格式，有图。</source>
        <translation>All numbers, gaps, units without data and restatements, in the form of official papers, with charts.</translation>
    </message>
    <message>
        <source>年度书面报告</source>
        <translation>Annual written report</translation>
    </message>
    <message>
        <source>10 月 31 日前上报的书面报告，月份是统计到哪个月为止。</source>
        <translation>The written report due by 31 October; the month is the last one counted.</translation>
    </message>
    <message>
        <source>数据字典</source>
        <translation>Data dictionary</translation>
    </message>
    <message>
        <source>登记的每一项：用途、谁能看到、保存多久。</source>
        <translation>Everything that is recorded: purpose, who sees it, how long it is kept.</translation>
    </message>
    <message>
        <source>{year} 年生&#x3000;{group}</source>
        <translation>born {year}&#x3000;{group}</translation>
    </message>
    <message>
        <source>老人</source>
        <translation>elder</translation>
    </message>
    <message>
        <source>培训班</source>
        <translation>Courses</translation>
    </message>
    <message>
        <source>志愿者</source>
        <translation>Volunteers</translation>
    </message>
    <message>
        <source>设施</source>
        <translation>facility</translation>
    </message>
    <message>
        <source>先选一个村（社区），这里就会显示每一页。</source>
        <translation>First choose a village or community; each page will then be shown here.</translation>
    </message>
    <message>
        <source>先在左边选{what}，这里就会显示每一页。</source>
        <translation>First choose {what} at the left; each page will then be shown here.</translation>
    </message>
    <message>
        <source>先选月份，这里就会显示每一页。</source>
        <translation>First choose the month; each page will then be shown here.</translation>
    </message>
</context>
<context>
    <name>due</name>
    <message>
        <source>每周</source>
        <translation>7 d</translation>
    </message>
    <message>
        <source>半月</source>
        <translation>15 d</translation>
    </message>
    <message>
        <source>每月</source>
        <translation>1 mo</translation>
    </message>
    <message>
        <source>紧急：{detail}</source>
        <translation>Urgent: {detail}</translation>
    </message>
    <message>
        <source>待办：{detail}</source>
        <translation>Open need: {detail}</translation>
    </message>
    <message>
        <source>{detail}无人应答</source>
        <translation>{detail}: no answer</translation>
    </message>
    <message>
        <source>还没有探访过</source>
        <translation>Never visited</translation>
    </message>
    <message>
        <source>{detail}</source>
        <translation>{detail}</translation>
    </message>
    <message>
        <source>打本人电话</source>
        <translation>Call the elder</translation>
    </message>
    <message>
        <source>打给联系人</source>
        <translation>Call the contact</translation>
    </message>
    <message>
        <source>再上门一次</source>
        <translation>Visit at home once more</translation>
    </message>
    <message>
        <source>告诉负责人</source>
        <translation>Tell the unit head</translation>
    </message>
    <message>
        <source>尽快</source>
        <translation>At once</translation>
    </message>
    <message>
        <source>过期 {n} 天</source>
        <translation>{n} days over</translation>
    </message>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>明天</source>
        <translation>Tomorrow</translation>
    </message>
    <message>
        <source>打给{name}</source>
        <translation>Call {name}</translation>
    </message>
    <message>
        <source>照常去看望</source>
        <translation>an ordinary visit</translation>
    </message>
    <message>
        <source>本月要走访</source>
        <translation>This month</translation>
    </message>
</context>
<context>
    <name>elders</name>
    <message>
        <source>{birth}（{age} 岁）</source>
        <translation>{birth} (aged {age})</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>程序出了错，您填写的内容还在，已保存的数据没有变。请重试；仍不行时请把编号 {reference} 告诉县里的技术人员。</source>
        <translation>The program made an error. What you typed is still here and the saved data is unchanged. Please try again; if it fails again, please tell the county&apos;s technician the number {reference}.</translation>
    </message>
    <message>
        <source>演示的结果与应有的不符（{what}），这是程序的错误；演示以外的数据没有变。请把这句话告诉技术人员。</source>
        <translation>The demo&apos;s result is not what it should be ({what}); this is an error of the program. Data outside the demo is unchanged. Please tell a technician this sentence.</translation>
    </message>
    <message>
        <source>这是一个文件夹，没有读取任何东西。请指明其中的一个文件。</source>
        <translation>This is a folder; nothing was read. Please name one of the files in it.</translation>
    </message>
    <message>
        <source>有 {count} 个文件没有导入，原因见各个文件；其余文件不受影响。请与发送单位核对这些文件。</source>
        <translation>Files not imported: {count}; each file says why. The other files are not affected. Please check these files with the units that sent them.</translation>
    </message>
    <message>
        <source>这个文件夹里还没有工作区，没有任何改动。请先用 init 建立，或用 --data 指明工作区的文件夹。</source>
        <translation>There is no workspace in this folder yet; nothing was changed. Please make one with init, or name its folder with --data.</translation>
    </message>
    <message>
        <source>需要口令，而这里没有可以输入的终端，没有任何改动。请设好环境变量 KASHI_PASSPHRASE 再运行。</source>
        <translation>The passphrase is needed and there is no terminal to type it; nothing was changed. Please set the environment variable KASHI_PASSPHRASE and run again.</translation>
    </message>
    <message>
        <source>两次输入的口令不一样，没有建立任何东西。请重新运行。</source>
        <translation>The two passphrases differ; nothing was created. Please run again.</translation>
    </message>
    <message>
        <source>要写出的文件已经存在，没有改动它，也没有写出任何文件。请换一个文件名，或加上 --force 替换它。</source>
        <translation>The file to be written already exists. It was left as it is and no file was written. Please choose another name, or add --force to replace it.</translation>
    </message>
    <message>
        <source>打不开这个 JSON 文件，没有任何改动。请检查路径和读取权限。</source>
        <translation>This JSON file cannot be opened; nothing was changed. Please check the path and the permission to read.</translation>
    </message>
    <message>
        <source>这个 JSON 文件太大，不像一条记录，没有任何改动。请检查是否选错了文件。</source>
        <translation>This JSON file is too large for a record; nothing was changed. Please check whether it is the right file.</translation>
    </message>
    <message>
        <source>这不是一条 JSON 记录（一个对象，UTF-8，键不重复，值为文字、数字、真假、空或它们的列表），没有任何改动。请改正后再试。</source>
        <translation>This is not a JSON record (one object, UTF-8, no key twice, values are text, numbers, true or false, null or lists of these); nothing was changed. Please correct it and try again.</translation>
    </message>
    <message>
        <source>这个命令没有叫“{key}”的键，没有任何改动。可以用：{allowed}。</source>
        <translation>This command has no key “{key}”; nothing was changed. Allowed are: {allowed}.</translation>
    </message>
    <message>
        <source>已中断，没有完成的改动都没有保存。需要时可以重新运行。</source>
        <translation>Interrupted; no unfinished change was saved. You can run it again when needed.</translation>
    </message>
    <message>
        <source>读写文件时出错（{reason}），没有完成的改动都没有保存。请检查路径、权限和剩余空间再试。</source>
        <translation>A file could not be read or written ({reason}); no unfinished change was saved. Please check the path, permissions and free space, and try again.</translation>
    </message>
    <message>
        <source>程序出了错，没有完成的改动都没有保存，已有的数据没有变。请把编号 {reference} 告诉技术人员。</source>
        <translation>The program made an error. No unfinished change was saved and the existing data is unchanged. Please tell a technician the number {reference}.</translation>
    </message>
    <message>
        <source>命令的写法不对：{detail}。没有任何改动。请加上 --help 查看写法。</source>
        <translation>The command is not written correctly: {detail}. Nothing was changed. Please add --help to see how it is written.</translation>
    </message>
    <message>
        <source>编号 {ref} 已经用过，没有任何改动。请换一个编号，或不写编号由程序编。</source>
        <translation>The number {ref} is already used; nothing was changed. Please take another number, or leave it out and the program will give one.</translation>
    </message>
    <message>
        <source>更正不能改编号，也不能改成另一位老人，没有任何改动。请作废这次探访，另记一次。</source>
        <translation>A correction cannot change the number or the elder; nothing was changed. Please void this visit and record another.</translation>
    </message>
    <message>
        <source>这一步的状态只能是 {allowed}，没有任何改动。请改正后再试。</source>
        <translation>In this step the status can only be {allowed}; nothing was changed. Please correct it and try again.</translation>
    </message>
    <message>
        <source>有 {count} 行不能导入，因此一行也没有导入，原有数据没有改动。请改正这些行再导入，或加上 --skip-rejected 只导入其余的行。</source>
        <translation>Rows that cannot be imported: {count}. So no row was imported and the earlier data is unchanged. Please correct these rows and import again, or add --skip-rejected to import only the others.</translation>
    </message>
    <message>
        <source>这个文件夹里已经有一个工作区，没有改动它。请换一个文件夹，或打开已有的工作区。</source>
        <translation>There is already a workspace in this folder; it was left as it is. Please choose another folder, or open the existing workspace.</translation>
    </message>
    <message>
        <source>检查发现问题（{names}），没有改动任何内容。请先备份整个文件夹；只有表不一致（tables）时，可用 doctor --repair 修复。</source>
        <translation>The check found problems ({names}); nothing was changed. Please first back up the whole folder. If only the tables disagree (tables), doctor --repair can mend them.</translation>
    </message>
    <message>
        <source>字体文件 {file} 缺失或损坏，没有打印。登记的内容没有变动。请重新安装本程序后再打印。</source>
        <translation>The font file {file} is missing or damaged; nothing was printed. The records are unchanged. Please install the program again, then print.</translation>
    </message>
    <message>
        <source>没有写成 PDF 文件（{reason}）。登记的内容和原有的文件都没有变动。请换一个文件夹，或关闭正在打开该文件的程序，然后再试。</source>
        <translation>The PDF could not be written ({reason}). The records and the earlier file are unchanged. Please choose another folder, or close the program that has the file open, and try again.</translation>
    </message>
    <message>
        <source>月份应写成“2026-01”的样式，没有改动任何内容。请重新填写月份。</source>
        <translation>A month is written like “2026-01”; nothing was changed. Please enter the month again.</translation>
    </message>
    <message>
        <source>没有名为“{key}”的指标，没有任何改动。请核对指标的名称。</source>
        <translation>There is no indicator “{key}”; nothing was changed. Please check its name.</translation>
    </message>
    <message>
        <source>{month} 还没有生效的指标定义，没有任何改动。请选择 2021 年 1 月或以后的月份。</source>
        <translation>No indicator definition was in force in {month}; nothing was changed. Please choose January 2021 or a later month.</translation>
    </message>
    <message>
        <source>探访间隔只能缩短：高不超过 7 天，中不超过 15 天，低不超过一个月。设置没有改动，请重新填写。</source>
        <translation>The time between visits can only be shortened: high at most 7 days, medium at most 15 days, low at most one month. The setting is unchanged; please enter it again.</translation>
    </message>
    <message>
        <source>口令是空的，没有建立任何东西。请输入口令。</source>
        <translation>The passphrase is empty; nothing was created. Please enter a passphrase.</translation>
    </message>
    <message>
        <source>这份邀请是给另一个单位的，没有建立任何东西。请选择本单位的邀请文件，或核对单位代码。</source>
        <translation>This invitation is for another unit; nothing was created. Please choose your own unit&apos;s invitation, or check the unit code.</translation>
    </message>
    <message>
        <source>单位代码 {unit} 不在单位表里，没有建立任何东西。请核对 12 位代码。</source>
        <translation>The unit code {unit} is not in the list of units; nothing was created. Please check the 12-digit code.</translation>
    </message>
    <message>
        <source>单位代码 {unit} 与所选级别不符，没有建立任何东西。请核对级别或代码。</source>
        <translation>The unit code {unit} does not fit the chosen level; nothing was created. Please check the level or the code.</translation>
    </message>
    <message>
        <source>这位老人已经注销，没有任何改动。如注销日期有误，请先重新登记再更正。</source>
        <translation>This elder&apos;s enrolment is already closed; nothing was changed. If the closing date is wrong, please enrol again first, then correct it.</translation>
    </message>
    <message>
        <source>注销日期早于登记日期，没有任何改动。请核对这两个日期。</source>
        <translation>The closing date is before the enrolment date; nothing was changed. Please check both dates.</translation>
    </message>
    <message>
        <source>这位老人现在就在册，没有任何改动，不用重新登记。</source>
        <translation>This elder is enrolled now; nothing was changed and there is no need to enrol again.</translation>
    </message>
    <message>
        <source>重新登记的日期早于上次注销，没有任何改动。请核对日期。</source>
        <translation>The new enrolment is before the last closing; nothing was changed. Please check the date.</translation>
    </message>
    <message>
        <source>编号 {ref} 在本单位不止一个，没有任何改动。请先把重复的编号改开。</source>
        <translation>The number {ref} is used more than once in this unit; nothing was changed. Please first give the records different numbers.</translation>
    </message>
    <message>
        <source>文件无法读取，可能 U 盘已拔出。没有导入任何内容，本机数据没有改动。请检查后再选一次。</source>
        <translation>The file cannot be read; the stick may have been removed. Nothing was imported and the data here is unchanged. Please check and choose it again.</translation>
    </message>
    <message>
        <source>这个单位不属于本办公室的范围，这一行没有导入。请核对单位代码。</source>
        <translation>This unit does not belong to this office; the row was not imported. Please check the unit code.</translation>
    </message>
    <message>
        <source>单位表里没有这个单位，这一行没有导入。请核对单位代码，或先导入单位。</source>
        <translation>This unit is not in the list of units; the row was not imported. Please check the unit code, or import the units first.</translation>
    </message>
    <message>
        <source>这里要填村（社区）的代码，这一行没有导入。请核对单位代码。</source>
        <translation>The code of a village (community) is needed here; the row was not imported. Please check the unit code.</translation>
    </message>
    <message>
        <source>本单位没有这个编号的老人，这一行没有导入。请核对编号，或先导入老人名册。</source>
        <translation>No elder of this unit has this number; the row was not imported. Please check the number, or import the roster of elders first.</translation>
    </message>
    <message>
        <source>本单位没有这个编号的探访，这一行没有导入。请核对编号，或先导入探访记录。</source>
        <translation>No visit of this unit has this number; the row was not imported. Please check the number, or import the visits first.</translation>
    </message>
    <message>
        <source>这个编号在本单位不止一个，这一行没有导入。请先把重复的编号改开。</source>
        <translation>This number is used more than once in this unit; the row was not imported. Please first give the records different numbers.</translation>
    </message>
    <message>
        <source>这一行没有编号，而本单位有不止一条相符的记录，这一行没有导入。请填上编号。</source>
        <translation>This row has no number and more than one record of this unit matches it; the row was not imported. Please enter the number.</translation>
    </message>
    <message>
        <source>同一个文件里这个编号出现了两次，这一行没有导入。请改开编号或删去一行。</source>
        <translation>This number stands twice in the file; the row was not imported. Please change one number or delete one row.</translation>
    </message>
    <message>
        <source>身份证号在表格里存成了数字，后几位已经丢失，这一行没有导入。请把这一列设为文本后重填。</source>
        <translation>The ID number was stored as a figure and its last digits are lost; the row was not imported. Please set this column to text and fill it in again.</translation>
    </message>
    <message>
        <source>这一格是公式错误（如 #REF!），这一行没有导入。请改正这一格。</source>
        <translation>This cell holds a formula error (such as #REF!); the row was not imported. Please correct the cell.</translation>
    </message>
    <message>
        <source>这一行比表头多出了内容，可能错了列，这一行没有导入。请检查这一行的分隔符。</source>
        <translation>This row has more cells than the header, so its columns may be shifted; the row was not imported. Please check its separators.</translation>
    </message>
    <message>
        <source>这项需求已经办结或放弃，没有任何改动。如又有需要，请新开一项。</source>
        <translation>This need is already done or declined; nothing was changed. If it is needed again, please open a new one.</translation>
    </message>
    <message>
        <source>没有叫“{name}”的登记簿，没有任何改动。可以用：{allowed}。</source>
        <translation>There is no register “{name}”; nothing was changed. Allowed are: {allowed}.</translation>
    </message>
    <message>
        <source>已取消，没有导入任何一行。</source>
        <translation>Cancelled; no row was imported.</translation>
    </message>
    <message>
        <source>同名文件已经存在，没有改动它。请换一个文件名，或确认要替换它。</source>
        <translation>A file with this name already exists; it was left as it is. Please choose another name, or confirm that it is to be replaced.</translation>
    </message>
    <message>
        <source>登记老人</source>
        <translation>Enrol an elder</translation>
    </message>
    <message>
        <source>修改老人资料</source>
        <translation>Edit an elder</translation>
    </message>
    <message>
        <source>注销</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>重新登记</source>
        <translation>Enrol again</translation>
    </message>
    <message>
        <source>新开需求</source>
        <translation>Open a need</translation>
    </message>
    <message>
        <source>开始办理需求</source>
        <translation>Begin work on a need</translation>
    </message>
    <message>
        <source>办结需求</source>
        <translation>Settle a need</translation>
    </message>
    <message>
        <source>没有可以撤销的操作，没有任何改动。</source>
        <translation>There is nothing to undo; nothing was changed.</translation>
    </message>
    <message>
        <source>老人要登记在村（社区）名下，没有任何改动。请选择一个村（社区）。</source>
        <translation>Elders are enrolled in a village (community); nothing was changed. Please choose a village (community).</translation>
    </message>
    <message>
        <source>找不到这位老人的记录，没有任何改动。请刷新名单再试。</source>
        <translation>This elder&apos;s record was not found; nothing was changed. Please refresh the list and try again.</translation>
    </message>
    <message>
        <source>找不到这次探访的记录，没有任何改动。请核对编号。</source>
        <translation>This visit was not found; nothing was changed. Please check the number.</translation>
    </message>
    <message>
        <source>找不到这项需求的记录，没有任何改动。请核对编号。</source>
        <translation>This need was not found; nothing was changed. Please check the number.</translation>
    </message>
    <message>
        <source>找不到这个单位，没有任何改动。请核对单位代码。</source>
        <translation>This unit was not found; nothing was changed. Please check the unit code.</translation>
    </message>
    <message>
        <source>单位 {unit} 不属于本办公室的范围，没有任何改动。请核对单位代码。</source>
        <translation>The unit {unit} does not belong to this office; nothing was changed. Please check the unit code.</translation>
    </message>
    <message>
        <source>数据库文件 kashi.db 已损坏或不见了，没有建立新的空库。请不要删除任何文件，从最近的备份恢复。</source>
        <translation>The database file kashi.db is damaged or missing; no new empty one was made. Please delete no file, and restore the latest backup.</translation>
    </message>
    <message>
        <source>探访日期不在登记期间内，已照常保存，但不计入探访率。请核对日期。</source>
        <translation>The visit is outside the enrolment. It was saved as usual but does not count in the visit rate. Please check the date.</translation>
    </message>
    <message>
        <source>这位老人不愿上门探访，已照常保存。今后请先打电话或请老人到服务中心。</source>
        <translation>This elder does not want home visits. The visit was saved as usual. In future please call first, or invite the elder to the centre.</translation>
    </message>
    <message>
        <source>打不开这个文件：它不存在、不是普通文件，或者没有读取权限。没有改动任何数据。请检查路径，或把文件复制到本机后再试。</source>
        <translation>This file cannot be opened: it does not exist, is not an ordinary file, or may not be read. No data was changed. Please check the path, or copy the file to this computer and try again.</translation>
    </message>
    <message>
        <source>这个文件是空的，里面没有表格。没有改动任何数据。请检查是否选错了文件，或请对方重新保存后再发一次。</source>
        <translation>This file is empty; there is no table in it. No data was changed. Please check whether it is the right file, or ask the sender to save and send it again.</translation>
    </message>
    <message>
        <source>这个文件太大，或展开后太大，已停止读取。没有改动任何数据。请删去表格下方和右侧多余的空白行列，或拆成几个较小的文件，再分别读入。</source>
        <translation>This file is too large, or too large when unpacked; reading was stopped. No data was changed. Please delete the empty rows and columns below and beside the table, or split it into several smaller files.</translation>
    </message>
    <message>
        <source>读取这个文件用的时间太长，已停止。没有改动任何数据。请用 WPS 或 Excel 打开后另存为新的 .xlsx，或拆成几个较小的文件再试。</source>
        <translation>Reading this file took too long and was stopped. No data was changed. Please open it in WPS or Excel and save it as a new .xlsx, or split it into several smaller files.</translation>
    </message>
    <message>
        <source>这个表格设了打开密码，无法读取。没有改动任何数据。请用 WPS 或 Excel 打开，取消密码并另存后再试。</source>
        <translation>This table is locked with a password and cannot be read. No data was changed. Please open it in WPS or Excel, remove the password, save it anew and try again.</translation>
    </message>
    <message>
        <source>这个表格文件已损坏或不完整，无法读取。没有改动任何数据。请重新复制一次，或用 WPS 或 Excel 打开后另存为新的 .xlsx 再试。</source>
        <translation>This table is damaged or incomplete and cannot be read. No data was changed. Please copy it again, or open it in WPS or Excel and save it as a new .xlsx.</translation>
    </message>
    <message>
        <source>这个文件不是表格（例如图片、文档或程序改了扩展名）。没有改动任何数据。请选择 .xlsx、.xls、.ods 或 .csv 文件；如果它能用 WPS 或 Excel 打开，请另存为 .xlsx 再试。</source>
        <translation>This file is not a table (perhaps a picture, document or program that was renamed). No data was changed. Please choose an .xlsx, .xls, .ods or .csv file; if WPS or Excel can open it, please save it as .xlsx and try again.</translation>
    </message>
    <message>
        <source>这个文本表格的文字编码无法识别。没有改动任何数据。请用 WPS 或 Excel 打开，另存为 .xlsx 或“CSV UTF-8”再试。</source>
        <translation>The text encoding of this table is not known. No data was changed. Please open it in WPS or Excel, save it as .xlsx or “CSV UTF-8” and try again.</translation>
    </message>
    <message>
        <source>这个文本表格里有不应出现的空字节，文件可能已损坏。没有改动任何数据。请重新复制一次，或另存为 .xlsx 再试。</source>
        <translation>This text table holds zero bytes that should not be there; the file may be damaged. No data was changed. Please copy it again, or save it as .xlsx and try again.</translation>
    </message>
    <message>
        <source>这个文本表格第 {row} 行附近的引号不成对，后面的内容无法分清。没有改动任何数据。请改正该行的引号，或另存为 .xlsx 再试。</source>
        <translation>A quotation mark is missing near row {row} of this text table, so what follows is unclear. No data was changed. Please correct the quotation marks of that row, or save it as .xlsx and try again.</translation>
    </message>
    <message>
        <source>表格超过 {limit} 行，已停止读取。没有改动任何数据。请拆成几个文件，再分别读入。</source>
        <translation>The table has more than {limit} rows; reading was stopped. No data was changed. Please split it into several files.</translation>
    </message>
    <message>
        <source>在前 10 行里找不到表头（例如：{expected}）。没有改动任何数据。请把数据抄入本程序导出的模板，或补上表头后再试。</source>
        <translation>No header was found in the first 10 rows (for example: {expected}). No data was changed. Please copy the data into the program&apos;s own template, or add the header and try again.</translation>
    </message>
    <message>
        <source>表格缺少必填的列：{columns}。没有改动任何数据。请补上这些列（列名与模板一致）后再试。</source>
        <translation>Required columns are missing: {columns}. No data was changed. Please add them, named as in the template, and try again.</translation>
    </message>
    <message>
        <source>表格里有重复的列：{columns}，无法判断以哪一列为准。没有改动任何数据。请删去或改名多余的列后再试。</source>
        <translation>These columns stand twice: {columns}, so it is unclear which one holds. No data was changed. Please delete or rename the extra columns and try again.</translation>
    </message>
    <message>
        <source>读取表格的后台程序意外停止。没有改动任何数据。请再试一次；如果仍然不行，请用 WPS 或 Excel 另存为新的 .xlsx。</source>
        <translation>The background program that reads tables stopped unexpectedly. No data was changed. Please try again; if it fails again, please save the table in WPS or Excel as a new .xlsx.</translation>
    </message>
    <message>
        <source>要导出的内容超过一张 Excel 工作表的限度（1048576 行，每格 32767 字）。没有写出文件，数据没有改动。请缩小范围后分几次导出。</source>
        <translation>This is more than one Excel sheet can hold (1048576 rows, 32767 characters in a cell). No file was written and the data is unchanged. Please export in several smaller parts.</translation>
    </message>
    <message>
        <source>无法把文件写到这个位置：文件夹不存在、磁盘已满、没有权限，或文件正被别的程序打开。数据没有改动。请关闭该文件或换一个位置再试。</source>
        <translation>The file cannot be written here: the folder does not exist, the disk is full, permission is missing, or another program has the file open. The data is unchanged. Please close the file or choose another place, and try again.</translation>
    </message>
    <message>
        <source>这个数据库由更新版本的程序写成，没有改动它。请安装新版本程序后再打开。</source>
        <translation>This database was written by a newer version of the program; it was left as it is. Please install the new version, then open it.</translation>
    </message>
    <message>
        <source>这个文件夹里还没有工作区。没有任何改动。请先建立工作区，或换一个文件夹。</source>
        <translation>There is no workspace in this folder yet. Nothing was changed. Please make a workspace first, or choose another folder.</translation>
    </message>
    <message>
        <source>口令不对，数据没有丢失。请再试一次；忘记口令时可用恢复单上的恢复码。</source>
        <translation>The passphrase is not right; no data is lost. Please try again. If it is forgotten, use the recovery code on the recovery sheet.</translation>
    </message>
    <message>
        <source>恢复码抄错或少了字符，没有任何改动。请对照恢复单逐组再输一次。</source>
        <translation>The recovery code is miscopied or a character is missing; nothing was changed. Please enter it again group by group from the recovery sheet.</translation>
    </message>
    <message>
        <source>这个恢复码不是这个工作区的，没有任何改动。请找出本单位最近打印的恢复单再试。</source>
        <translation>This recovery code is not for this workspace; nothing was changed. Please find your unit&apos;s latest recovery sheet and try again.</translation>
    </message>
    <message>
        <source>钥匙文件 kashi.keys 已损坏或不见了，数据库本身没有改动。请从备份里取回这个文件放回原处，再打开。</source>
        <translation>The key file kashi.keys is damaged or missing; the database itself is unchanged. Please put this file back from a backup, then open.</translation>
    </message>
    <message>
        <source>这个工作区已经在另一个窗口里打开，没有任何改动。请回到那个窗口，或先关闭它。</source>
        <translation>This workspace is already open in another window; nothing was changed. Please go back to that window, or close it first.</translation>
    </message>
    <message>
        <source>文件是空的，可能没有复制完整。没有导入任何内容，本机数据没有改动。请让对方重新导出并复制。</source>
        <translation>The file is empty; it may not have been copied completely. Nothing was imported and the data here is unchanged. Please ask the sender to export and copy it again.</translation>
    </message>
    <message>
        <source>文件超过 {limit} MB 的上限，不像数据包。没有导入任何内容，本机数据没有改动。请检查是否选错了文件。</source>
        <translation>The file is over the limit of {limit} MB and does not look like a package. Nothing was imported and the data here is unchanged. Please check whether it is the right file.</translation>
    </message>
    <message>
        <source>这不是本程序的数据包。没有导入任何内容，本机数据没有改动。请选择扩展名为 .kashi 的文件。</source>
        <translation>This is not a package of this program. Nothing was imported and the data here is unchanged. Please choose a file that ends in .kashi.</translation>
    </message>
    <message>
        <source>数据包已损坏或没有复制完整。没有导入任何内容，本机数据没有改动。请重新复制；仍然不行，请让对方重新导出。</source>
        <translation>The package is damaged or was not copied completely. Nothing was imported and the data here is unchanged. Please copy it again; if that fails, ask the sender to export it again.</translation>
    </message>
    <message>
        <source>这个数据包不是给本单位的（或开头已损坏），本机无法打开。没有导入任何内容，本机数据没有改动。请与发送单位核对。</source>
        <translation>This package is not for this unit (or its beginning is damaged), so it cannot be opened here. Nothing was imported and the data here is unchanged. Please check with the unit that sent it.</translation>
    </message>
    <message>
        <source>这个文件是用口令加密的，本程序从不生成这样的数据包。没有导入任何内容，本机数据没有改动。请与发送单位核对来源。</source>
        <translation>This file is encrypted with a passphrase; this program never makes such packages. Nothing was imported and the data here is unchanged. Please check with the unit that sent it where it comes from.</translation>
    </message>
    <message>
        <source>这个文件由更新版本的程序生成，本机还不能读取。没有导入任何内容，本机数据没有改动。请先升级本程序，再导入一次。</source>
        <translation>This file was made by a newer version of the program and cannot be read here yet. Nothing was imported and the data here is unchanged. Please update the program, then import again.</translation>
    </message>
    <message>
        <source>文件的签名不符，内容可能被改动，或不是所称单位发出的。没有导入任何内容，本机数据没有改动。请与发送单位核对并重新导出。</source>
        <translation>The file&apos;s signature does not fit: it may have been changed, or it is not from the unit it names. Nothing was imported and the data here is unchanged. Please check with the sending unit and have it exported again.</translation>
    </message>
    <message>
        <source>数据包解压后大得不正常，已停止读取。没有导入任何内容，本机数据没有改动。请与发送单位核对来源。</source>
        <translation>Unpacked, this package is unusually large; reading was stopped. Nothing was imported and the data here is unchanged. Please check with the unit that sent it where it comes from.</translation>
    </message>
    <message>
        <source>邀请文件已损坏或被改动。没有导入任何内容，本机数据没有改动。请让上级单位重新导出邀请文件。</source>
        <translation>The invitation is damaged or was changed. Nothing was imported and the data here is unchanged. Please ask the office above to write the invitation again.</translation>
    </message>
    <message>
        <source>这不是本程序的邀请文件。没有导入任何内容，本机数据没有改动。请选择上级单位给的邀请文件。</source>
        <translation>This is not an invitation of this program. Nothing was imported and the data here is unchanged. Please choose the invitation from the office above.</translation>
    </message>
    <message>
        <source>要导出的内容超过一个文件的上限。没有写出文件，数据都还在。请联系技术支持，并说明本单位的记录数量。</source>
        <translation>This is more than one file can hold. No file was written; all your data is still here. Please contact technical support and tell how many records your unit has.</translation>
    </message>
    <message>
        <source>同名文件已经存在，没有覆盖它。没有写出文件，数据都还在。请换一个文件夹或先移走原文件。</source>
        <translation>A file with this name already exists and was not replaced. No file was written; all your data is still here. Please choose another folder, or move that file away first.</translation>
    </message>
    <message>
        <source>文件没有写成，可能是空间不足、写保护或 U 盘已拔出。数据都还在，没有标为已导出。请检查 U 盘后再导出一次。</source>
        <translation>The file could not be written: perhaps there is too little space, the stick is write-protected or was removed. All your data is still here and is not marked as exported. Please check the stick and export again.</translation>
    </message>
    <message>
        <source>写入后读回的内容不一致，这个 U 盘可能有故障。数据都还在，没有标为已导出。请换一个 U 盘再导出一次。</source>
        <translation>What was read back differs from what was written; this stick may be faulty. All your data is still here and is not marked as exported. Please export again to another stick.</translation>
    </message>
    <message>
        <source>文件中的单位名片或设备证书无效，可能已损坏或被改动。本机数据没有任何改动。请让对方重新导出文件，或与上级单位核对五组数字。</source>
        <translation>The unit&apos;s card or the computer&apos;s certificate in the file is not valid; it may be damaged or changed. The data here is unchanged. Please ask the sender to export again, or check the five groups of digits with the office above.</translation>
    </message>
    <message>
        <source>确认码有误，可能听错或少打了字符。没有任何改动。请对照县里屏幕上的 8 个字符再输入一次。</source>
        <translation>The confirmation code is wrong; perhaps it was misheard or a character is missing. Nothing was changed. Please compare with the 8 characters on the county&apos;s screen and enter it again.</translation>
    </message>
    <message>
        <source>恢复密钥有误，可能抄错或漏了字符。没有任何改动。请对照密封信封里的纸逐组再输入一次。</source>
        <translation>The recovery key is wrong; perhaps a character was miscopied or left out. Nothing was changed. Please enter it again group by group from the paper in the sealed envelope.</translation>
    </message>
    <message>
        <source>数据包来自没有登记的电脑，也没有本单位发出的邀请。没有导入任何内容，本机数据没有改动。请与发送单位核对，需要时重发邀请。</source>
        <translation>The package comes from an unknown computer and without an invitation from this office. Nothing was imported and the data here is unchanged. Please check with the sending unit, and send a new invitation if needed.</translation>
    </message>
    <message>
        <source>数据包来自已被拒绝登记的电脑。没有导入任何内容，本机数据没有改动。请与发送单位核对；确属误拒，请在设备页重新认可。</source>
        <translation>The package comes from a rejected computer. Nothing was imported and the data here is unchanged. Please check with the sending unit; if it was rejected by mistake, approve it under Approve computers.</translation>
    </message>
    <message>
        <source>这个文件是给另一个单位或另一台电脑的。没有导入任何内容，本机数据没有改动。请与发送单位核对，领取给本机的文件。</source>
        <translation>This file is for another unit or another computer. Nothing was imported and the data here is unchanged. Please check with the sender and get the file for this computer.</translation>
    </message>
    <message>
        <source>这是本机自己导出的文件，里面的记录本机都有。没有导入任何内容，本机数据没有改动。请把它交给对方单位。</source>
        <translation>This file was exported here, and all its records are here already. Nothing was imported and the data here is unchanged. Please hand it to the office it is for.</translation>
    </message>
    <message>
        <source>回执不是本单位的上级发出的。没有导入任何内容，本机数据没有改动。请与上级单位核对，重新领取回执。</source>
        <translation>The receipt is not from the office above this unit. Nothing was imported and the data here is unchanged. Please check with the office above and get the receipt again.</translation>
    </message>
    <message>
        <source>数据包不是下级单位发来的。没有导入任何内容，本机数据没有改动。请与发送单位核对是否选错了文件。</source>
        <translation>The package is not from a unit of this office. Nothing was imported and the data here is unchanged. Please check with the sender whether it is the right file.</translation>
    </message>
    <message>
        <source>本机已经归属另一个上级单位，没有打开这份邀请。本机数据没有改动。请与上级单位核对；确需更换，请联系技术支持。</source>
        <translation>This computer already belongs to another office above, so this invitation was not opened. The data here is unchanged. Please check with the office above; if a change is really needed, contact technical support.</translation>
    </message>
    <message>
        <source>这份邀请是给另一个单位的。没有导入任何内容，本机数据没有改动。请选择本单位的邀请文件。</source>
        <translation>This invitation is for another unit. Nothing was imported and the data here is unchanged. Please choose your own unit&apos;s invitation.</translation>
    </message>
    <message>
        <source>数据包里有不属于发送单位的记录，整个文件没有导入，本机数据没有改动。请与发送单位核对，并把情况告诉技术支持。</source>
        <translation>The package holds records that do not belong to the unit that sent it. The whole file was not imported and the data here is unchanged. Please check with that unit, and tell technical support.</translation>
    </message>
    <message>
        <source>数据包里的记录前后接不上，内容可能被改动，整个文件没有导入，本机数据没有改动。请让发送单位重新导出。</source>
        <translation>The records of the package do not join up; it may have been changed. The whole file was not imported and the data here is unchanged. Please ask the sending unit to export again.</translation>
    </message>
    <message>
        <source>数据包里的记录格式不对，整个文件没有导入，本机数据没有改动。请让发送单位检查程序版本后重新导出。</source>
        <translation>The records of the package are not in the right form. The whole file was not imported and the data here is unchanged. Please ask the sending unit to check its program version and export again.</translation>
    </message>
    <message>
        <source>第一次收到这台电脑的数据包，已代为保存，暂未并入。没有丢失任何内容。请核对五组数字，在设备页认可后自动并入。</source>
        <translation>This is the first package from this computer. It is kept safe but not merged yet; nothing is lost. Please check the five groups of digits; after approval under Approve computers it is merged by itself.</translation>
    </message>
    <message>
        <source>这个数据包前面还缺一个没有收到的数据包，已代为保存，暂未并入。没有丢失任何内容。收到缺的那个或下一个数据包后自动并入。</source>
        <translation>A package before this one has not arrived. This one is kept safe but not merged yet; nothing is lost. It is merged by itself when the missing one or the next package arrives.</translation>
    </message>
    <message>
        <source>这台电脑已经停用，停用以后的记录已代为保存，暂未并入，没有丢失任何内容。请由负责人核对后决定。</source>
        <translation>This computer is retired. Records made after that are kept safe but not merged yet; nothing is lost. Please let the manager check and decide.</translation>
    </message>
    <message>
        <source>已取消，没有导入任何内容，本机数据没有改动。需要时可以重新导入。</source>
        <translation>Cancelled; nothing was imported and the data here is unchanged. You can import again when needed.</translation>
    </message>
    <message>
        <source>找不到要写入的文件夹，可能 U 盘已拔出。没有写出文件，数据都还在。请检查后再试一次。</source>
        <translation>The folder to write to was not found; the stick may have been removed. No file was written; all your data is still here. Please check and try again.</translation>
    </message>
    <message>
        <source>找不到这个文件，可能 U 盘已拔出。没有导入任何内容，本机数据没有改动。请检查后再选一次。</source>
        <translation>This file was not found; the stick may have been removed. Nothing was imported and the data here is unchanged. Please check and choose it again.</translation>
    </message>
    <message>
        <source>没有找到编号为 {code} 的电脑。没有任何改动。请对照设备列表上的 8 位编号再输入一次。</source>
        <translation>There is no computer with the number {code}. Nothing was changed. Please compare with the 8 characters in the list of computers and enter it again.</translation>
    </message>
    <message>
        <source>有几台电脑的编号都以 {code} 开头。没有任何改动。请多输入几位再试。</source>
        <translation>The numbers of several computers begin with {code}. Nothing was changed. Please type more characters and try again.</translation>
    </message>
    <message>
        <source>这台电脑已经认可，不能再拒绝。没有任何改动。需要停用时，请认可替换它的新电脑。</source>
        <translation>This computer is already approved and can no longer be rejected. Nothing was changed. To retire it, please approve the new computer that replaces it.</translation>
    </message>
    <message>
        <source>还没有已认可的下级电脑，没有写出回执，数据没有改动。请先导入数据包并认可发送的电脑。</source>
        <translation>No unit&apos;s computer is approved yet, so no receipt was written; the data is unchanged. Please first take in packages and approve the computers that sent them.</translation>
    </message>
    <message>
        <source>确认码与本机的记录对不上。没有任何改动。请核对县里屏幕上的单位是不是本单位，或改用回执文件。</source>
        <translation>The confirmation code does not fit the records here. Nothing was changed. Please check that the unit on the county&apos;s screen is yours, or use the receipt file instead.</translation>
    </message>
    <message>
        <source>这一栏没有填写，原有内容没有改动。请补填后再保存或导入。</source>
        <translation>This field is empty; what was there is unchanged. Please fill it in, then save or import.</translation>
    </message>
    <message>
        <source>这一栏最多 {max} 个字，原有内容没有改动。请缩短后再保存或导入。</source>
        <translation>This field holds at most {max} characters; what was there is unchanged. Please shorten it, then save or import.</translation>
    </message>
    <message>
        <source>这一栏含有看不见的控制字符，原有内容没有改动。请重新录入这一栏。</source>
        <translation>This field holds invisible control characters; what was there is unchanged. Please type it anew.</translation>
    </message>
    <message>
        <source>这不是有效的日期，原有内容没有改动。请按“2026-01-05”的样式填写 1900 年以后的日期。</source>
        <translation>This is not a valid date; what was there is unchanged. Please enter a date after 1900 like “2026-01-05”.</translation>
    </message>
    <message>
        <source>这不是有效的时间，原有内容没有改动。请按“2026-01-05 10:30”的样式填写到分钟。</source>
        <translation>This is not a valid time; what was there is unchanged. Please enter it to the minute like “2026-01-05 10:30”.</translation>
    </message>
    <message>
        <source>这一栏不在可选范围内，原有内容没有改动。可以填写：{allowed}。</source>
        <translation>This value is not one of the choices; what was there is unchanged. Allowed are: {allowed}.</translation>
    </message>
    <message>
        <source>这不是有效的数字或超出范围，原有内容没有改动。请填写 {min} 到 {max} 之间的数字。</source>
        <translation>This is not a valid number or it is out of range; what was there is unchanged. Please enter a number from {min} to {max}.</translation>
    </message>
    <message>
        <source>单位代码应为 12 位数字，原有内容没有改动。请核对代码后再保存或导入。</source>
        <translation>A unit code has 12 digits; what was there is unchanged. Please check the code, then save or import.</translation>
    </message>
    <message>
        <source>电话应为 5 至 20 位数字（可含 +、- 和空格），原有内容没有改动。请核对后重填。</source>
        <translation>A telephone number has 5 to 20 digits (with +, - and blanks if needed); what was there is unchanged. Please check and enter it again.</translation>
    </message>
    <message>
        <source>单个姓名里不能有分号、顿号或逗号，原有内容没有改动。请把每个人分开填写。</source>
        <translation>A single name cannot hold semicolons or commas; what was there is unchanged. Please enter each person separately.</translation>
    </message>
    <message>
        <source>身份证号应为 18 位（末位可为 X），没有保存。请对照证件重新录入，或留空。</source>
        <translation>An ID number has 18 characters (the last may be X); it was not saved. Please type it again from the ID card, or leave it empty.</translation>
    </message>
    <message>
        <source>身份证号校验码不对，可能有一位录错，没有保存。请对照证件重新录入，或留空。</source>
        <translation>The check digit of the ID number does not fit; one digit may be wrong. It was not saved. Please type it again from the ID card, or leave it empty.</translation>
    </message>
    <message>
        <source>身份证号里的出生日期不存在，没有保存。请对照证件重新录入，或留空。</source>
        <translation>The birth date in the ID number does not exist; it was not saved. Please type it again from the ID card, or leave it empty.</translation>
    </message>
    <message>
        <source>日期晚于今天（{today}），原有内容没有改动。请核对日期。</source>
        <translation>The date is after today ({today}); what was there is unchanged. Please check the date.</translation>
    </message>
    <message>
        <source>按这个出生日期年龄超过 130 岁，原有内容没有改动。请核对日期。</source>
        <translation>By this birth date the person would be over 130; what was there is unchanged. Please check the date.</translation>
    </message>
    <message>
        <source>登记日期早于出生日期，原有内容没有改动。请核对这两个日期。</source>
        <translation>The enrolment date is before the birth date; what was there is unchanged. Please check both dates.</translation>
    </message>
    <message>
        <source>注销日期早于登记日期，原有内容没有改动。请核对这两个日期。</source>
        <translation>The closing date is before the enrolment date; what was there is unchanged. Please check both dates.</translation>
    </message>
    <message>
        <source>填了注销日期但没有注销原因，原有内容没有改动。请补填原因。</source>
        <translation>There is a closing date but no reason; what was there is unchanged. Please add the reason.</translation>
    </message>
    <message>
        <source>填了注销原因但没有注销日期，原有内容没有改动。请补填日期。</source>
        <translation>There is a reason for closing but no date; what was there is unchanged. Please add the date.</translation>
    </message>
    <message>
        <source>填了办结日期但需求还没有办结，原有内容没有改动。请改正状态或去掉办结日期。</source>
        <translation>There is a closing date but the need is not done; what was there is unchanged. Please correct the status or remove the date.</translation>
    </message>
    <message>
        <source>这个登记簿没有这一栏，原有内容没有改动。请对照模板的表头。</source>
        <translation>This register has no such field; what was there is unchanged. Please compare with the header of the template.</translation>
    </message>
    <message>
        <source>年龄不满 60 岁，已照常接收。如因残疾等原因符合条件，不用改动；否则请核对出生日期。</source>
        <translation>The person is under 60; it was accepted as it is. If eligible for another reason, such as a disability, leave it; otherwise please check the birth date.</translation>
    </message>
    <message>
        <source>身份证号与填写的出生日期或性别不一致，已照常接收并做标记。请对照证件核对。</source>
        <translation>The ID number disagrees with the birth date or sex; it was accepted and marked. Please check the ID card.</translation>
    </message>
    <message>
        <source>日期晚于今天（{today}），已照常接收。请核对日期。</source>
        <translation>The date is after today ({today}); it was accepted as it is. Please check the date.</translation>
    </message>
    <message>
        <source>没有本人同意，这一栏没有保存，其他内容已照常接收。征得同意并填写同意日期后再补录。</source>
        <translation>Without the elder&apos;s consent this field was not saved; the rest was accepted. Please add it once the elder has agreed and the consent date is entered.</translation>
    </message>
    <message>
        <source>需求已办结但没有办结日期，已照常接收。请尽量补填日期。</source>
        <translation>The need is done but has no closing date; it was accepted as it is. Please add the date if you can.</translation>
    </message>
    <message>
        <source>单位类别与代码的惯例不一致，已按填写的类别接收。请核对类别。</source>
        <translation>The kind of unit does not fit the usual meaning of the code; it was accepted as entered. Please check the kind.</translation>
    </message>
    <message>
        <source>单位级别与代码不一致，已按填写的级别接收。请核对级别和代码。</source>
        <translation>The level of the unit does not fit the code; it was accepted as entered. Please check the level and the code.</translation>
    </message>
    <message>
        <source>这是农场、园区等虚拟乡镇的代码，不在服务范围，已照常接收。请核对代码。</source>
        <translation>This is the code of a farm, park or the like, which is not served; it was accepted as it is. Please check the code.</translation>
    </message>
    <message>
        <source>城镇常住人口多于常住人口，已照常接收。请核对这两个数字。</source>
        <translation>The urban residents are more than all residents; it was accepted as it is. Please check both numbers.</translation>
    </message>
    <message>
        <source>已停止，没有写出文件，数据都还在。需要时可以重新导出。</source>
        <translation>Stopped; no file was written and all your data is still here. You can export again when needed.</translation>
    </message>
    <message>
        <source>已停止。已经写出的回执是完整的，可以用；其余的没有写，数据没有改动。需要时可以再写一次。</source>
        <translation>Stopped. The receipts already written are complete and can be used; the others were not written and the data is unchanged. You can write them again when needed.</translation>
    </message>
    <message>
        <source>内容已保存，只是位置记号 kashi.mark 没能写入。数据没有丢失。请检查磁盘空间和权限，下次打开时会自动补上。</source>
        <translation>Everything is saved; only the position mark kashi.mark could not be written. No data is lost. Please check disk space and permissions; it is written again at the next opening.</translation>
    </message>
    <message>
        <source>本单位已有另一位老人用编号 {ref}，已照常保存。请把其中一位改成别的编号。</source>
        <translation>Another elder of this unit already has number {ref}; it was saved all the same. Please give one of them another number.</translation>
    </message>
    <message>
        <source>这个表格只有表头，下面没有一行内容。没有改动任何数据。请确认选对了文件，填好内容后再导入。</source>
        <translation>This table has only its header and no rows. No data was changed. Please check that it is the right file, fill it in and load it again.</translation>
    </message>
    <message>
        <source>这个日期与这位老人的另一段登记期间重叠，这一行没有导入。请核对登记日期和注销日期，以前的登记期间不会改动。</source>
        <translation>This date overlaps another enrolment of this elder; the row was not loaded. Please check the enrolment and closing dates; earlier enrolments stay as they are.</translation>
    </message>
    <message>
        <source>单位表里没有这个上级单位，这一行没有导入。请核对上级代码，或把上级单位放在这一行前面一起导入。</source>
        <translation>The unit list does not have this parent; the row was not loaded. Please check the parent&apos;s code, or put the parent before this row.</translation>
    </message>
    <message>
        <source>文件里还有 {count} 个有内容的工作表没有读取。如有要导入的行，请把它们放在一个工作表里。</source>
        <translation>Sheets with content that were not read: {count}. If they hold rows to load, please put all rows on one sheet.</translation>
    </message>
    <message>
        <source>这个登记簿没有这一列，这一列没有读取，其他列已照常接收。请对照模板的表头。</source>
        <translation>This register has no such column; it was not read, the other columns were taken. Please compare with the template&apos;s header.</translation>
    </message>
    <message>
        <source>这不是本办公室范围内的单位代码，没有任何改动。请填写 12 位的单位代码。</source>
        <translation>This is not a unit code within this office&apos;s scope; nothing was changed. Please give the 12-digit unit code.</translation>
    </message>
    <message>
        <source>编号 {ref} 不止一个，没有任何改动。请指明单位，或先把重复的编号改开。</source>
        <translation>Number {ref} exists more than once; nothing was changed. Please name the unit, or renumber the duplicates first.</translation>
    </message>
    <message>
        <source>文件在读取途中变了样。没有导入它，本机数据没有改动。请等它写完或重新复制，再导入一次。</source>
        <translation>The file changed while it was being read. It was not imported and nothing here changed. Please wait until it is written or copy it again, then import it once more.</translation>
    </message>
    <message>
        <source>要交出的记录里有一条格式不对，对方会拒收，所以没有写出文件。本机数据没有丢失。请运行检查（doctor），并把结果告诉技术支持。</source>
        <translation>One of the records to be sent has a wrong form and would be refused, so no file was written. No data is lost. Please run the check (doctor) and tell support what it says.</translation>
    </message>
    <message>
        <source>地区只看数字，不保存任何个人的记录，所以这里没有登记簿“{register}”，没有任何改动。请由县（市）或村（社区）登记。</source>
        <translation>The prefecture sees numbers only and keeps no record of any person, so there is no register “{register}” here. Nothing was changed. Please enter it at the county or the village.</translation>
    </message>
    <message>
        <source>登记簿“{register}”由县（市）填写，会随回执发到本单位，没有任何改动。如需更改，请告诉县里。</source>
        <translation>The register “{register}” is kept by the county and arrives here with its receipts. Nothing was changed. If something must change, please tell the county.</translation>
    </message>
    <message>
        <source>“{register}”由程序在导出时生成，不能手工填写，没有任何改动。请更正它所依据的记录。</source>
        <translation>“{register}” is made by the program when it exports and cannot be entered by hand. Nothing was changed. Please correct the records it rests on.</translation>
    </message>
    <message>
        <source>只能建立村（社区）、县（市）和地区的工作区，没有建立任何东西。请选择其中一种。</source>
        <translation>Only the workspace of a village or community, a county or a prefecture can be set up. Nothing was set up. Please choose one of these.</translation>
    </message>
    <message>
        <source>数据库比上次使用时旧，可能是从备份恢复或复制来的。已接着往下记，上级的回执会把缺的记录带回来。</source>
        <translation>The database is older than when it was last used; it may have been restored from a backup or copied. Recording goes on from here, and the receipts of the office above bring back what is missing.</translation>
    </message>
    <message>
        <source>{day} 已经登记过一次岗位变动，没有保存。请填写这一天或以后的日期，或说明是以前填错了。</source>
        <translation>A change of post is already entered for {day}; nothing was saved. Give that day or a later one, or say that it was entered wrongly before.</translation>
    </message>
    <message>
        <source>找不到这份已发出的报告，没有任何改动。请刷新后再试。</source>
        <translation>This issued report cannot be found; nothing was changed. Please refresh and try again.</translation>
    </message>
    <message>
        <source>核对问题由县（市）发出，没有任何改动。</source>
        <translation>Questions are asked by the county; nothing was changed.</translation>
    </message>
    <message>
        <source>答复是空的，没有任何改动。请写一句核对的结果。</source>
        <translation>The answer is empty; nothing was changed. Please write in a sentence what you found.</translation>
    </message>
    <message>
        <source>这个编号不止一个，没有任何改动。请用 --unit 指明单位，或先把重复的编号改开。</source>
        <translation>There are several records with this number; nothing was changed. Name the unit with --unit, or give one of them another number first.</translation>
    </message>
    <message>
        <source>这一天还没有到，没有保存。请到那天再登记变动。</source>
        <translation>This day has not come yet; nothing was saved. Enter the change when it comes.</translation>
    </message>
    <message>
        <source>还有“{register}”的记录用到它，没有删除。请先删除那些记录，或改为填写离开、截止日期。</source>
        <translation>Records of “{register}” still refer to it; it was not removed. Remove those first, or enter a last day instead.</translation>
    </message>
    <message>
        <source>这一级办公室没有这种文件，没有生成任何东西。</source>
        <translation>An office of this level has no such document; nothing was made.</translation>
    </message>
    <message>
        <source>打印哪些内容还没有选好，没有生成任何东西。请先选人员（记录）或月份。</source>
        <translation>What to print was not chosen yet; nothing was made. Please choose the persons (records) or the month first.</translation>
    </message>
    <message>
        <source>只有县（市）和地区能发邀请，没有生成文件。</source>
        <translation>Only a county or a prefecture can write invitations. No file was made.</translation>
    </message>
    <message>
        <source>这份文件按村（社区）打印，没有生成文件。请指明一个村（社区）。</source>
        <translation>This paper is printed for one village or community; nothing was made. Please name one.</translation>
    </message>
    <message>
        <source>这个编号不止一个，没有生成文件。请指明单位，或先把重复的编号改开。</source>
        <translation>There is more than one record with this number; nothing was made. Please name the unit, or change the repeated number first.</translation>
    </message>
    <message>
        <source>身份证号只能印在一个人的证明上，没有生成文件。请只选一位志愿者。</source>
        <translation>An ID number can stand on one person&apos;s certificate only; nothing was made. Please choose a single volunteer.</translation>
    </message>
    <message>
        <source>地区没有个人的记录，没有可以去标识的内容，没有写出文件。请由县（市）或村（社区）制作。</source>
        <translation>The prefecture holds no record of a person, so there is nothing to de-identify. No file was written. Let a county or a village make the extract.</translation>
    </message>
    <message>
        <source>本单位没有这个编号的工作者，这一行没有导入。请核对编号，或先导入工作者名册。</source>
        <translation>The unit has no worker with this number; the row was not loaded. Check the number, or load the workers first.</translation>
    </message>
    <message>
        <source>没有这个编号的培训班，这一行没有导入。请核对编号，或先导入培训班。</source>
        <translation>There is no course with this number; the row was not loaded. Check the number, or load the courses first.</translation>
    </message>
    <message>
        <source>本单位没有这个编号的志愿者，这一行没有导入。请核对编号，或先导入志愿者名册。</source>
        <translation>The unit has no volunteer with this number; the row was not loaded. Check the number, or load the volunteers first.</translation>
    </message>
    <message>
        <source>本单位没有这个编号的活动，这一行没有导入。请核对编号，或先导入活动。</source>
        <translation>The unit has no activity with this number; the row was not loaded. Check the number, or load the activities first.</translation>
    </message>
    <message>
        <source>找不到这条记录，可能已被删除，没有任何改动。请刷新后再试。</source>
        <translation>The record was not found, it may have been removed; nothing was changed. Refresh and try again.</translation>
    </message>
    <message>
        <source>时长超过了这次活动的时间，没有保存。请核对时长，不含路途。</source>
        <translation>The hours exceed the activity; they were not saved. Check the hours, without travel.</translation>
    </message>
    <message>
        <source>这位志愿者同一时间还记在另一次活动里，已照常接收。请核对。</source>
        <translation>The volunteer is entered for another activity at the same time; taken all the same. Please check.</translation>
    </message>
    <message>
        <source>面积与户数相比很大，已照常接收。请核对面积和户数。</source>
        <translation>The area is very large for so many households; taken all the same. Check area and households.</translation>
    </message>
    <message>
        <source>户数很少，已照常接收。请核对户数。</source>
        <translation>There are very few households; taken all the same. Check the number.</translation>
    </message>
    <message>
        <source>已有一条内容相同的记录，已照常保存。请核对是否重复。</source>
        <translation>There is a record like this already; saved all the same. Check whether it is entered twice.</translation>
    </message>
    <message>
        <source>本单位已有同名同生日的人（编号 {ref}），这一行没有导入。是同一人就填上这个编号，不是就另编一个编号。</source>
        <translation>The unit already has somebody with this name and birth date (number {ref}); the row was not loaded. If it is the same person, enter that number; if not, give another one.</translation>
    </message>
    <message>
        <source>同名同生日的人不止一位，这一行没有编号，已作为另一位老人接收。请核对；是同一人就填上原来的编号。</source>
        <translation>Several people share this name and birth date and the row has no number; taken as a further person. Please check; if it is the same person, enter the number.</translation>
    </message>
    <message>
        <source>变更单位情况</source>
        <translation>changing a unit</translation>
    </message>
    <message>
        <source>保存培训结果</source>
        <translation>saving training results</translation>
    </message>
    <message>
        <source>保存服务时长</source>
        <translation>saving service hours</translation>
    </message>
    <message>
        <source>发出核对问题</source>
        <translation>asking questions</translation>
    </message>
    <message>
        <source>答复核对问题</source>
        <translation>answering a question</translation>
    </message>
    <message>
        <source>了结核对问题</source>
        <translation>settling a question</translation>
    </message>
    <message>
        <source>找不到这条记录，没有任何改动。请核对编号，或刷新后再试。</source>
        <translation>The record was not found; nothing was changed. Check the number, or refresh and try again.</translation>
    </message>
    <message>
        <source>找不到这个核对问题，没有任何改动。请刷新后再试。</source>
        <translation>The question was not found; nothing was changed. Refresh and try again.</translation>
    </message>
    <message>
        <source>这段时间没有这位志愿者的服务时长，没有开具证明。请换一段时间，或先登记时长。</source>
        <translation>There is no service of this volunteer in this period; no certificate was made. Choose another period, or enter the hours first.</translation>
    </message>
    <message>
        <source>本机还没有打开上级单位的邀请文件，不知道该交给谁。没有写出或导入任何内容，数据都还在。请先导入上级发的邀请文件。</source>
        <translation>No invitation of the office above has been opened here yet, so it is not known who should receive this. Nothing was written or imported, and all data is still here. Please import the invitation of the office above first.</translation>
    </message>
    <message>
        <source>只有县（市）和地区可以发邀请、认可电脑和写回执。本机数据没有改动。请在上级单位的电脑上操作。</source>
        <translation>Only a county or a prefecture can write invitations, approve computers and write receipts. Nothing was changed here. Please do this on the computer of the office above.</translation>
    </message>
    <message>
        <source>单位代码 {code} 不是本单位直接下级的单位。没有写出任何文件，数据没有改动。请核对 12 位代码。</source>
        <translation>The code {code} is not that of a unit directly below this office. No file was written and nothing was changed. Please check the 12 digits.</translation>
    </message>
    <message>
        <source>居民活动面积大于建筑面积，原有内容没有改动。请核对这两个数字。</source>
        <translation>The activity area exceeds the building area; what was there is unchanged. Check the two figures.</translation>
    </message>
    <message>
        <source>结束早于开始，原有内容没有改动。请核对这两个日期或时间。</source>
        <translation>The end lies before the beginning; what was there is unchanged. Check the two days or times.</translation>
    </message>
    <message>
        <source>填了故障日期但自助终端不是故障状态，原有内容没有改动。请改正状态或去掉日期。</source>
        <translation>There is a day of failure but the terminal is not out of order; what was there is unchanged. Correct the state or clear the day.</translation>
    </message>
    <message>
        <source>满意人数多于调查人数，原有内容没有改动。请核对这两个数字。</source>
        <translation>More were satisfied than were asked; what was there is unchanged. Check the two figures.</translation>
    </message>
    <message>
        <source>商业和服务设施面积之和大于总面积，原有内容没有改动。请核对这些数字。</source>
        <translation>Commercial and service area together exceed the total; what was there is unchanged. Check the figures.</translation>
    </message>
    <message>
        <source>登记时不满 14 周岁，不能登记为志愿者，原有内容没有改动。请核对出生日期。</source>
        <translation>Under 14 on the day of registration, too young for a volunteer; what was there is unchanged. Check the birth date.</translation>
    </message>
    <message>
        <source>登记时不满 18 周岁，要有监护人同意，原有内容没有改动。征得同意后请填“是”。</source>
        <translation>Under 18 on the day of registration, the guardian must agree; what was there is unchanged. Enter “yes” once there is consent.</translation>
    </message>
    <message>
        <source>没有这项指标或设置，原有内容没有改动。可以填写：{allowed}。</source>
        <translation>There is no such number or setting; nothing was changed. You may write: {allowed}.</translation>
    </message>
    <message>
        <source>生效日期应晚于 {first}，原有内容没有改动。请核对日期。</source>
        <translation>The day must be later than {first}; nothing was changed. Please check the day.</translation>
    </message>
    <message>
        <source>目标值不在允许范围（{limits}）内，原有内容没有改动。目标可以提高，不能低于规划的要求。</source>
        <translation>The target is outside the limits ({limits}); nothing was changed. A target may be raised, never lowered below the plan’s.</translation>
    </message>
    <message>
        <source>参数不在允许范围内，原有内容没有改动。请写成“名称=值”，用分号隔开；允许：{limits}。</source>
        <translation>A setting is outside the limits; nothing was changed. Please write “name=value”, parted by semicolons; allowed: {limits}.</translation>
    </message>
    <message>
        <source>目标值和参数都没有填写，原有内容没有改动。请至少填写一项。</source>
        <translation>Neither a target nor a setting is given; nothing was changed. Please give at least one.</translation>
    </message>
    <message>
        <source>开放时间看不懂，原有内容没有改动。请写成“10:00-14:00,16:00-20:00”，或按月份写成“11-03=10:00-18:00|04-10=09:00-20:00”；一天最多两段。</source>
        <translation>The opening hours cannot be read; nothing was changed. Please write them as “10:00-14:00,16:00-20:00”, or by months as “11-03=10:00-18:00|04-10=09:00-20:00”; a day has at most two spans.</translation>
    </message>
    <message>
        <source>开放时间的先后不对或两段重叠，原有内容没有改动。请从早到晚填写，两段不要重叠。</source>
        <translation>The opening hours are out of order or overlap; nothing was changed. Please write them from early to late, without overlap.</translation>
    </message>
    <message>
        <source>同一个月份写了两种开放时间，原有内容没有改动。请让每个月份只出现一次。</source>
        <translation>One month has two kinds of opening hours; nothing was changed. Please name each month only once.</translation>
    </message>
    <message>
        <source>同一个村（社区）写了两次，原有内容没有改动。请只写一次。</source>
        <translation>One village or community is written twice; nothing was changed. Please write it once.</translation>
    </message>
    <message>
        <source>分摊比例应为数字，且不能全为 0，原有内容没有改动。请写成“代码:比例”。</source>
        <translation>A share must be a number, and not all may be 0; nothing was changed. Please write “code:share”.</translation>
    </message>
    <message>
        <source>有的村（社区）写了分摊比例，有的没有，原有内容没有改动。请全部写上，或全部不写（按户数分摊）。</source>
        <translation>Some villages or communities have a share and some do not; nothing was changed. Please write all of them, or none (then split by households).</translation>
    </message>
    <message>
        <source>面积是 0，已照常接收。请核对面积。</source>
        <translation>The area is 0; taken all the same. Check the area.</translation>
    </message>
    <message>
        <source>自助终端故障但没有故障日期，已照常接收。没有日期时按超过 30 天计。请补填日期。</source>
        <translation>The terminal is out of order but the day is missing; taken all the same. Without a day it counts as more than 30 days. Please add the day.</translation>
    </message>
    <message>
        <source>建成年份晚于今年，已照常接收。请核对年份。</source>
        <translation>The year of construction lies ahead; taken all the same. Check the year.</translation>
    </message>
    <message>
        <source>没有填是否认可，已照常接收，暂不计入培训覆盖率。请补填“是”或“否”。</source>
        <translation>Nobody said whether the course is recognised; taken all the same, but it does not count for training yet. Please enter yes or no.</translation>
    </message>
    <message>
        <source>入职时不满 16 周岁，已照常接收。请核对出生日期和入职日期。</source>
        <translation>Under 16 on the day of employment; taken all the same. Check birth date and day.</translation>
    </message>
    <message>
        <source>填了证书日期但没有填证书，已照常接收。请核对。</source>
        <translation>There is the day of a certificate but no certificate; taken all the same. Please check.</translation>
    </message>
    <message>
        <source>调查人数是 0，已照常接收。请核对人数。</source>
        <translation>Nobody was asked; taken all the same. Check the number.</translation>
    </message>
    <message>
        <source>这台电脑没有装打印机，没有打印。可以先存为 PDF，拿到有打印机的电脑上打印。</source>
        <translation>This computer has no printer; nothing was printed. Save a PDF and print it on a computer that has one.</translation>
    </message>
    <message>
        <source>打印机没有接受，没有打印，数据都还在。请看看打印机是否开着、有没有纸，再试一次；也可以先存为 PDF。</source>
        <translation>The printer did not take it; nothing was printed and no data was lost. Please see whether it is on and has paper, then try again; or save a PDF first.</translation>
    </message>
    <message>
        <source>已停止，没有生成文件，数据都还在。需要时可以重新生成。</source>
        <translation>Stopped; no document was made and no data was lost. It can be made again when needed.</translation>
    </message>
    <message>
        <source>已停止打印，数据都还在。已经送到打印机的几页可能还会印出来。</source>
        <translation>Printing was stopped; no data was lost. Pages that had reached the printer may still come out.</translation>
    </message>
    <message>
        <source>这一页画不出来，文件没有变。请换一种打开方式，或重新生成。</source>
        <translation>This page cannot be drawn; the file is unchanged. Open it another way, or make it again.</translation>
    </message>
    <message>
        <source>上级单位的级别不比这个单位高，这一行没有导入。请核对级别和上级代码。</source>
        <translation>The place above is not of a higher level than this one; the row was not imported. Please check the level and the code of the place above.</translation>
    </message>
    <message>
        <source>两份登记的姓名、出生日期不同，或身份证号不同，不能算作同一个人，没有任何改动。请先核对并更正登记。</source>
        <translation>The two entries differ in name, birth date or ID number and cannot be one person; nothing was changed. Check and correct the entries first.</translation>
    </message>
    <message>
        <source>确认是同一个人</source>
        <translation>Confirming one person</translation>
    </message>
    <message>
        <source>不再算作同一个人</source>
        <translation>No longer counted as one person</translation>
    </message>
    <message>
        <source>这一列没有读取，也不应登记：本程序不登记民族、宗教、政治面貌、病史、收入、来客和行踪等内容。其他列已照常接收。</source>
        <translation>This column was not read and should not be recorded: this program keeps no ethnicity, religion, political status, medical history, income, visitors or movements. The other columns were taken as usual.</translation>
    </message>
    <message>
        <source>磁盘已满，这次的内容没有保存，原有数据没有改动，仍可以查看和打印。请腾出空间后再试。</source>
        <translation>The disk is full; this was not saved, the earlier data is unchanged and can still be read and printed. Please free some space and try again.</translation>
    </message>
    <message>
        <source>这个文件夹只能看不能写（U 盘锁住了，或没有权限），这次的内容没有保存，原有数据没有改动。请打开写保护或换一个文件夹再试。</source>
        <translation>This folder can be read but not written (a locked stick, or no permission); this was not saved and the earlier data is unchanged. Please unlock it or take another folder and try again.</translation>
    </message>
    <message>
        <source>磁盘读写出错，这次的内容没有保存，原有数据没有改动。请检查 U 盘或硬盘是否接好再试；再出错时先复制整个文件夹，再请技术人员查看磁盘。</source>
        <translation>The disk answered with an error; this was not saved and the earlier data is unchanged. Please check that the stick or disk is well connected and try again; if it fails again, copy the whole folder first, then have a technician look at the disk.</translation>
    </message>
    <message>
        <source>现在写不进磁盘（已满、只读或有故障）。数据没有丢失，可以照常查看、列表和打印，只是不能保存；查看的日志先记在内存里，能写时自动补上。请腾出空间或检查磁盘，再重新打开。</source>
        <translation>The disk cannot be written now (full, read-only or faulty). No data is lost; you can read, list and print as usual, only not save. What is looked at is logged in memory and written as soon as possible. Please free some space or check the disk, then open again.</translation>
    </message>
    <message>
        <source>这个文件夹不是空的，没有改动它。请换一个空文件夹，或加上 --force 重做，上次的移到旁边。</source>
        <translation>This folder is not empty and was not changed. Please take an empty folder, or add --force to begin anew; the last demo is moved aside.</translation>
    </message>
    <message>
        <source>这个文件名是工作区自己用的，没有写出文件，原有的文件没有改动。请换一个文件名。</source>
        <translation>A workspace uses this file name itself; no file was written and the earlier one is unchanged. Please take another name.</translation>
    </message>
    <message>
        <source>上次建立工作区时中断了，没有丢失任何东西。请重新建立一次：留下的文件不会删除，会移到以 aside 开头的文件夹。如果这里原来有用着的工作区，请先不要重建，请技术人员查看 kashi.setup 这个文件。</source>
        <translation>The last set-up was interrupted; nothing is lost. Please set up again: the files it left are not removed, they are moved to a folder whose name begins with aside. If a workspace was in use here, do not set up anew; have a technician look at the file kashi.setup first.</translation>
    </message>
    <message>
        <source>这里原有的文件没有删除，已移到工作区里以 aside 开头的文件夹。如果里面是用过的工作区，请交给技术人员。</source>
        <translation>The files that were here are not removed; they were moved to a folder in the workspace whose name begins with aside. If it holds a workspace that was used, hand it to a technician.</translation>
    </message>
    <message>
        <source>文件夹和它的子文件夹里没有本程序的数据包、回执或邀请文件。没有导入任何内容，本机数据没有改动。请检查是否选对了文件夹。</source>
        <translation>Neither the folder nor its subfolders hold a package, receipt or invitation of this program. Nothing was imported and the data here is unchanged. Please check whether this is the right folder.</translation>
    </message>
    <message>
        <source>处理这个文件时程序出了错，没有导入它，其他文件和本机数据都没有受影响。请把编号 {reference} 告诉技术人员，并让对方重新导出。</source>
        <translation>The program failed on this file, so it was not imported; the other files and the data here are not affected. Please give the reference {reference} to technical support and ask the sender to export again.</translation>
    </message>
    <message>
        <source>没有编号为 {code} 的等待文件或电脑。没有任何改动。请对照等待文件的列表再输入一次。</source>
        <translation>No waiting file or computer has the number {code}. Nothing was changed. Please check it against the list of waiting files and enter it again.</translation>
    </message>
    <message>
        <source>本机的数据文件夹被复制过，两份都写了新记录。两边的记录上级单位都已收到，没有丢失任何内容。请今后只用其中一份，停用另一份。</source>
        <translation>The folder with this computer\&apos;s data was copied, and both copies wrote new records. The office above has both, nothing was lost. Please use only one of them from now on and stop using the other.</translation>
    </message>
    <message>
        <source>本单位有一部分单位的记录还认另一台电脑，可能是放回了旧的副本。已重新写明以这台电脑为准，随下次回执带去，没有丢失任何内容。</source>
        <translation>For some units another computer of this office was still the one that counts, perhaps because an old copy was put back. It is now stated again that this computer counts; the next receipts carry it. Nothing is lost.</translation>
    </message>
    <message>
        <source>本单位已改用另一台电脑，这台电脑新写的记录不再算数，已有的都还在。请改用那台电脑；那台丢了，请用封存的恢复单恢复。</source>
        <translation>This office now uses another computer. What this one writes from now on does not count; all that was there is kept. Please use the other computer; if that one is lost, recover with the sealed recovery sheet.</translation>
    </message>
    <message>
        <source>上级有两张名片都可能是新的，不知道该信哪一张。文件已代为保存，暂未并入，没有丢失任何内容。请当面或打电话向上级问清现在的五组数字，在收文件的页面输入。</source>
        <translation>The office above has two cards that could both be the new one. The file is kept and not taken in yet; nothing is lost. Please ask the office, in person or by telephone, for its present five groups and type them on the page where files are received.</translation>
    </message>
    <message>
        <source>等着的文件和本机知道的名片里，没有一张是这五组数字。没有任何改动。请逐组核对；仍然不对，请再问上级单位。</source>
        <translation>No card in the files that wait, or known here, has these five groups. Nothing was changed. Please compare them group by group; if they still differ, ask the office above again.</translation>
    </message>
    <message>
        <source>本单位的钥匙已在另一台电脑上换过，这台电脑没有新的钥匙。没有任何改动。请在那台电脑上操作，或用封存的恢复单恢复。</source>
        <translation>The keys of this office were renewed on another computer, and this one does not have them. Nothing was changed. Please work on that computer, or recover with the sealed recovery sheet.</translation>
    </message>
    <message>
        <source>这把恢复密钥不是本单位的。没有任何改动。请找出本单位建立工作区时打印并封存的那一张。</source>
        <translation>This recovery key is not that of this office. Nothing was changed. Please find the sheet that was printed and sealed when this workspace was set up.</translation>
    </message>
    <message>
        <source>只能依法删除人员登记（{registers}），没有任何改动。</source>
        <translation>Only people ({registers}) can be erased by law; nothing was changed.</translation>
    </message>
    <message>
        <source>这位老人没有等着确认的同意，没有任何改动。请刷新名单再看。</source>
        <translation>No consent of this person waits for confirmation; nothing was changed. Please refresh the list.</translation>
    </message>
    <message>
        <source>内容已保存，只是撤回和删除的记号没能写进用户文件夹。数据没有丢失。请检查磁盘空间和权限，下次打开时会自动补上。</source>
        <translation>Everything is saved; only the marks of withdrawals and erasures could not be written into the user&apos;s folder. No data was lost. Please check free space and permissions; the next opening writes them.</translation>
    </message>
    <message>
        <source>用户文件夹里撤回和删除的记号不是这个工作区写的，或者被改动过，没有采用，已移到旁边以 aside 开头的文件夹。数据没有改动。如果这个工作区是从备份放回来的，请核对有没有已经撤回同意或删除的老人又显示出来。</source>
        <translation>The marks of withdrawals and erasures in the user&apos;s folder were not written by this workspace, or were changed. They were not used and were moved into a folder beside them whose name begins with aside. No data was changed. If this workspace was put back from a backup, please check whether people who withdrew consent or were erased are shown again.</translation>
    </message>
    <message>
        <source>这一项由县（市）填写，没有采用，其余内容照常保存。需要改时请告诉县（市）。</source>
        <translation>This is filled in by the county and was left as it is; the rest is saved. Tell the county if it must change.</translation>
    </message>
    <message>
        <source>这是上级或别的单位登记的，没有任何改动。要更正请告诉登记它的单位，改好以后会随文件过来。</source>
        <translation>This was entered by an office above or by another unit; nothing was changed. Tell that office what to correct, it comes with its next file.</translation>
    </message>
    <message>
        <source>这台电脑已经停用，停用过的电脑不能再认可，没有任何改动。请在那台电脑上用新的邀请重新建立，再认可它。</source>
        <translation>This computer was stopped, and a stopped one cannot be approved again; nothing was changed. Please set it up anew with a new invitation, then approve it.</translation>
    </message>
    <message>
        <source>这台电脑没有认可或已经停用，没有任何改动。请核对设备编号。</source>
        <translation>This computer is not approved, or was stopped already; nothing was changed. Please check its code.</translation>
    </message>
    <message>
        <source>这个单位已有认可的电脑 {code}，没有任何改动。一个单位只用一台：请先确认新电脑替换哪一台，再重新认可。</source>
        <translation>This unit already has the approved computer {code}; nothing was changed. A unit works on one computer: please say which one the new one replaces, then approve again.</translation>
    </message>
    <message>
        <source>{code} 不是这个单位现在认可的电脑，没有任何改动。请核对被替换电脑的编号。</source>
        <translation>{code} is not the computer that is approved for this unit; nothing was changed. Please check the code of the computer to be replaced.</translation>
    </message>
    <message>
        <source>这个单位等待处理的文件已经太多，没有再收下这一个，没有丢失任何内容，本机数据没有改动。请在设备页核对五组数字，认可发送的电脑后再导入一次，或清掉不要的等待文件。</source>
        <translation>Too many files of this unit wait already, so this one was not kept; nothing was lost and nothing here was changed. Compare the five groups of digits on the page of computers, approve the computer that sent it and import the file again, or clear waiting files that are not wanted.</translation>
    </message>
    <message>
        <source>收下这个文件，这个单位的记录就会超过 200 万条或 1 GB，不像一个单位的。文件已代为保存，暂未并入，没有丢失任何内容，其他单位不受影响。请由负责人与该单位核对，再用命令 waiting take 收下，或用 waiting refuse 清掉。</source>
        <translation>With this file the unit would hold more than 2 million entries or 1 GB, which is not like one unit. The file is kept and not added yet; nothing was lost and no other unit is concerned. The person in charge should ask the unit, then take it with the command waiting take, or clear it with waiting refuse.</translation>
    </message>
    <message>
        <source>{code} 的等待文件不是等人决定收不收的，没有任何改动。等认可的，请核对五组数字后认可电脑；缺前一个文件的，收到那个文件后自动并入。</source>
        <translation>What waits under {code} does not wait for somebody to decide whether to take it; nothing was changed. If it waits for approval, compare the five groups of digits and approve the computer; if a file before it is missing, it is added by itself once that file arrives.</translation>
    </message>
    <message>
        <source>没有可以重做的操作，没有任何改动。</source>
        <translation>There is nothing to do again; nothing was changed.</translation>
    </message>
    <message>
        <source>{day}探访</source>
        <translation>visit on {day}</translation>
    </message>
    <message>
        <source>更正{day}探访</source>
        <translation>correction of the visit on {day}</translation>
    </message>
    <message>
        <source>作废{day}探访</source>
        <translation>striking of the visit on {day}</translation>
    </message>
    <message>
        <source>保存{register}</source>
        <translation>saving: {register}</translation>
    </message>
    <message>
        <source>删除{register}</source>
        <translation>removal: {register}</translation>
    </message>
    <message>
        <source>导入{register}</source>
        <translation>load: {register}</translation>
    </message>
    <message>
        <source>撤回同意</source>
        <translation>withdrawal of consent</translation>
    </message>
    <message>
        <source>依法删除</source>
        <translation>erasure</translation>
    </message>
    <message>
        <source>确认同意</source>
        <translation>confirmation of consent</translation>
    </message>
    <message>
        <source>导出数据包</source>
        <translation>export of a package</translation>
    </message>
    <message>
        <source>写出回执</source>
        <translation>writing of a receipt</translation>
    </message>
    <message>
        <source>写出邀请</source>
        <translation>writing of an invitation</translation>
    </message>
    <message>
        <source>正式出具报告</source>
        <translation>issue of a report</translation>
    </message>
    <message>
        <source>认可电脑</source>
        <translation>approval of a computer</translation>
    </message>
    <message>
        <source>拒绝电脑</source>
        <translation>rejection of a computer</translation>
    </message>
    <message>
        <source>停用电脑</source>
        <translation>revocation of a computer</translation>
    </message>
    <message>
        <source>更换密钥</source>
        <translation>change of keys</translation>
    </message>
    <message>
        <source>{month}月{day}日</source>
        <translation>{day}/{month}</translation>
    </message>
    <message>
        <source>{year}年{month}月{day}日</source>
        <translation>{day}/{month}/{year}</translation>
    </message>
    <message>
        <source>{what}（{count} 条）</source>
        <translation>{what} ({count} records)</translation>
    </message>
    <message>
        <source>口令不是有效的 UTF-8 文字，没有任何改动。请重新输入口令。</source>
        <translation>The passphrase is no valid UTF-8 text; nothing was changed. Please type it again.</translation>
    </message>
    <message>
        <source>这不是普通的文件（是文件夹、管道或设备），没有读取任何东西，没有任何改动。请指明一个文件。</source>
        <translation>This is no ordinary file (it is a folder, a pipe or a device); nothing was read and nothing was changed. Please name a file.</translation>
    </message>
    <message>
        <source>要写出的位置上是文件夹、链接、管道或设备，不是普通的文件，没有改动它，也没有写出文件。请换一个文件名。</source>
        <translation>Where the file should be written lies a folder, a link, a pipe or a device, no ordinary file; it was not changed and nothing was written. Please take another name.</translation>
    </message>
    <message>
        <source>原因最多 {max} 个字，没有任何改动。请写短一些。</source>
        <translation>The reason may have at most {max} characters; nothing was changed. Please make it shorter.</translation>
    </message>
    <message>
        <source>没有写明原因，没有任何改动。请写一句原因再试。</source>
        <translation>No reason was given; nothing was changed. Please write one sentence and try again.</translation>
    </message>
    <message>
        <source>这个单位下面还有单位，级别不能与它们相同或更低，这一行没有导入。请核对级别，或先把下面的单位改到别的上级。</source>
        <translation>Other places lie in this one, so its level cannot be theirs or a lower one; this row was not imported. Please check the level, or first put the places below it elsewhere.</translation>
    </message>
    <message>
        <source>这位老人名下还有 {count} 次探访，没有任何改动。请先作废这些探访（见的是另一位就记到那一位名下），再删除。</source>
        <translation>{count} visits stand under this elder; nothing was changed. Please void them first (record them under the right person if another was seen), then remove.</translation>
    </message>
    <message>
        <source>注销日期之后还有 {count} 次探访（最近一次 {last}），已照常接收，但这些探访不计入探访率。请核对注销日期，或更正、作废这些探访。</source>
        <translation>{count} visits lie behind the day of closing (the last on {last}); it was taken as usual, but they do not count for the visit rate. Please check the day, or correct or void those visits.</translation>
    </message>
    <message>
        <source>这次改动不能撤销或重做，没有任何改动。再运行一次 undo，就是它之前的一步。</source>
        <translation>This change cannot be undone or redone; nothing was changed. Running undo once more goes on with the step before it.</translation>
    </message>
    <message>
        <source>导入数据包</source>
        <translation>Import packages</translation>
    </message>
    <message>
        <source>“{what}”不能撤销，没有任何改动。</source>
        <translation>“{what}” cannot be undone; nothing was changed.</translation>
    </message>
    <message>
        <source>“{what}”是{who}做的（{when}），只能由本人撤销，没有任何改动。</source>
        <translation>“{what}” was done by {who} ({when}) and can be undone by them alone; nothing was changed.</translation>
    </message>
    <message>
        <source>“{what}”之后{by}又改过（{at}），不能撤销，没有任何改动。</source>
        <translation>After “{what}”, {by} has changed it again ({at}); it cannot be undone. Nothing was changed.</translation>
    </message>
    <message>
        <source>“{what}”之后有“{register}”的记录用到它，不能撤销，没有任何改动。</source>
        <translation>After “{what}”, records of “{register}” have come to use it; it cannot be undone. Nothing was changed.</translation>
    </message>
    <message>
        <source>另一台电脑</source>
        <translation>another computer</translation>
    </message>
    <message>
        <source>这位老人同一时刻已有一次同样方式的探访，已照常保存。请核对是不是录了两遍。</source>
        <translation>This elder already has a visit of the same minute and method; saved all the same. Check whether it was entered twice.</translation>
    </message>
    <message>
        <source>活动超过 {hours} 小时，已照常接收。请核对开始和结束的日期。</source>
        <translation>The activity lasts more than {hours} hours; accepted all the same. Check the days of its start and end.</translation>
    </message>
    <message>
        <source>探访时间是半夜 0 点，已照常接收。表格里只写了日期的，请补上时间。</source>
        <translation>The time of the visit is midnight; accepted all the same. If the table gave only the day, add the time.</translation>
    </message>
    <message>
        <source>口令至少 {n} 个字，还差 {missing} 个</source>
        <translation>The passphrase needs at least {n} characters; missing: {missing}</translation>
    </message>
    <message>
        <source>口令太容易猜，请用一句话，如四个不相干的词</source>
        <translation>The passphrase is too easy to guess; please use a sentence, such as four unrelated words</translation>
    </message>
    <message>
        <source>这位老人没有登记着的同意，没有任何改动，也没有要删除的内容。请核对编号。</source>
        <translation>No consent of this elder is on record. Nothing was changed and there is nothing to delete. Please check the number.</translation>
    </message>
    <message>
        <source>口令不对，没有任何改动，现在的恢复单仍然有效。请再输一次登录口令。</source>
        <translation>The passphrase is wrong. Nothing was changed and the present recovery sheet still holds. Please type your passphrase again.</translation>
    </message>
    <message>
        <source>和打印的恢复单不一样，没有任何改动。请照着纸上再输一次这两组字母和数字。</source>
        <translation>This is not what the printed sheet says. Nothing was changed. Please type these two groups again from the paper.</translation>
    </message>
    <message>
        <source>其中 {count} 条之后又改过、用到或销毁过，没有动：{names}。</source>
        <translation>{count} of them were changed, used or destroyed since and were left as they are: {names}.</translation>
    </message>
    <message>
        <source>邀请文件要单独打开，先核对纸条。这些文件里有邀请，也有别的，一个都没有收，没有任何改动。请先只选邀请文件，再选别的。</source>
        <translation>An invitation is opened by itself, once the slip was compared. Among these files there is one beside others; none was taken in and nothing was changed. Choose the invitation alone first, then the others.</translation>
    </message>
    <message>
        <source>第 {page} 页“{text}”里的 {letters} 没有字形，印成了“〓”。请打印后手写补上。</source>
        <translation>Page {page}, “{text}”: no font of this program has {letters}, so “〓” is printed instead. Please add it by hand on the paper.</translation>
    </message>
    <message>
        <source>另有 {count} 处也印成了“〓”，请打印后找出来手写补上。</source>
        <translation>“〓” is printed in {count} further places. Please look for them on the paper and add the letters by hand.</translation>
    </message>
    <message>
        <source>{letters} 没有字形，已照常接收，纸上会印成“〓”。请核对是否输错；没有输错，打印后请手写补上。</source>
        <translation>No font of this program has {letters}. It was accepted as usual; on paper “〓” stands in its place. Check whether it is a slip; if not, add it by hand after printing.</translation>
    </message>
</context>
<context>
    <name>facilities</name>
    <message>
        <source>分摊</source>
        <translation>Share</translation>
    </message>
    <message>
        <source>现在的开放时间</source>
        <translation>Open now</translation>
    </message>
    <message>
        <source>本单位 {area} m²</source>
        <translation>ours {area} m²</translation>
    </message>
    <message>
        <source>以后{status}</source>
        <translation>later: {status}</translation>
    </message>
    <message>
        <source>以前{status}</source>
        <translation>before: {status}</translation>
    </message>
    <message>
        <source>目标 {sign} {target}{unit}</source>
        <translation>target {sign} {target}{unit}</translation>
    </message>
    <message>
        <source>不要求</source>
        <translation>Not asked</translation>
    </message>
    <message>
        <source>缺 {n} 个单位</source>
        <translation>{n} units missing</translation>
    </message>
    <message>
        <source>达到</source>
        <translation>Met</translation>
    </message>
    <message>
        <source>这个月不开</source>
        <translation>Closed this month</translation>
    </message>
    <message>
        <source>全年</source>
        <translation>All year</translation>
    </message>
    <message>
        <source>{first} 月到 {last} 月</source>
        <translation>Months {first} to {last}</translation>
    </message>
    <message>
        <source>{months}&#x3000;{spans}&#x3000;每天 {hours} 小时</source>
        <translation>{months}&#x3000;{spans}&#x3000;{hours} h a day</translation>
    </message>
    <message>
        <source>故障 {n} 天</source>
        <translation>Broken for {n} days</translation>
    </message>
    <message>
        <source>{months}每天 {hours} 小时</source>
        <translation>{months} {hours} h a day</translation>
    </message>
</context>
<context>
    <name>indicators</name>
    <message>
        <source>没有见到</source>
        <translation>Not met</translation>
    </message>
    <message>
        <source>只有他人代答</source>
        <translation>Only someone else answered</translation>
    </message>
    <message>
        <source>谢绝上门</source>
        <translation>Home visits declined</translation>
    </message>
    <message>
        <source>月底才登记</source>
        <translation>Enrolled late in the month</translation>
    </message>
    <message>
        <source>本月减少</source>
        <translation>Closed this month</translation>
    </message>
    <message>
        <source>登记期外的探访</source>
        <translation>Visits outside enrolment</translation>
    </message>
    <message>
        <source>算在分母里，本月还没有一次有效探访</source>
        <translation>Counted in the denominator, without an effective visit this month so far</translation>
    </message>
    <message>
        <source>本月只有别人代答，按定义不算见到本人</source>
        <translation>Only someone else answered this month; by the definition this is not a contact with the elder</translation>
    </message>
    <message>
        <source>本人谢绝上门，本月也没有联系上，不算在分母里</source>
        <translation>Declines home visits and was not reached this month; not counted in the denominator</translation>
    </message>
    <message>
        <source>截止日以后才登记，本月不算在分母里</source>
        <translation>Enrolled after the cut-off; not counted in the denominator this month</translation>
    </message>
    <message>
        <source>本月注销登记，不算在分母里</source>
        <translation>Enrolment closed this month; not counted in the denominator</translation>
    </message>
    <message>
        <source>探访那天不在登记期内，不算，请核对日期</source>
        <translation>Not enrolled on the day of the visit, so it does not count; please check the date</translation>
    </message>
    <message>
        <source>{year} 年 {month} 月</source>
        <translation>{month}/{year}</translation>
    </message>
    <message>
        <source>达到</source>
        <translation>Met</translation>
    </message>
    <message>
        <source>没有达到</source>
        <translation>Target missed</translation>
    </message>
    <message>
        <source>{all} 个单位中 {n} 个数据齐全</source>
        <translation>Complete units: {n} of {all}</translation>
    </message>
    <message>
        <source>还没有登记老人</source>
        <translation>No elders enrolled yet</translation>
    </message>
    <message>
        <source>注销前本月见到过</source>
        <translation>Met this month before closing</translation>
    </message>
    <message>
        <source>注销前本月没有见到</source>
        <translation>Not met this month before closing</translation>
    </message>
    <message>
        <source>探访日期 {day}</source>
        <translation>Visited on {day}</translation>
    </message>
    <message>
        <source>计入的设施</source>
        <translation>Facilities counted</translation>
    </message>
    <message>
        <source>月末在用、算到这里的设施和面积</source>
        <translation>Facilities in use at month end and their area counted here</translation>
    </message>
    <message>
        <source>建设项目</source>
        <translation>Construction project</translation>
    </message>
    <message>
        <source>从起算日到月末建成的项目，每个也单独评判</source>
        <translation>Projects completed from the base date to month end; each is also judged alone</translation>
    </message>
    <message>
        <source>终端故障</source>
        <translation>Kiosk broken</translation>
    </message>
    <message>
        <source>自助终端有故障的设施和报修的日期</source>
        <translation>Facilities with a broken kiosk and the day it was reported</translation>
    </message>
    <message>
        <source>开放不足 8 小时</source>
        <translation>Open under 8 hours</translation>
    </message>
    <message>
        <source>平常一天开放不到 8 小时的综合服务中心</source>
        <translation>Service centres open less than 8 hours on a normal day</translation>
    </message>
    <message>
        <source>计入的人</source>
        <translation>People counted</translation>
    </message>
    <message>
        <source>按定义算在分子里的社区工作者</source>
        <translation>Community workers in the numerator by the definition</translation>
    </message>
    <message>
        <source>长期请假</source>
        <translation>Long leave</translation>
    </message>
    <message>
        <source>请假超过六个月，不算在分子里</source>
        <translation>On leave for more than six months, not in the numerator</translation>
    </message>
    <message>
        <source>还没有培训</source>
        <translation>Not trained yet</translation>
    </message>
    <message>
        <source>算在分母里，今年还没有完成一次认可的培训</source>
        <translation>In the denominator, without a recognised course finished this year</translation>
    </message>
    <message>
        <source>新入职</source>
        <translation>Newly hired</translation>
    </message>
    <message>
        <source>入职不满 30 天，两边都不算</source>
        <translation>Hired less than 30 days before, on neither side</translation>
    </message>
    <message>
        <source>单位资料</source>
        <translation>Unit&apos;s own record</translation>
    </message>
    <message>
        <source>这个数取自单位的概况和调查</source>
        <translation>This number comes from the unit&apos;s profile and surveys</translation>
    </message>
    <message>
        <source>户数</source>
        <translation>Households</translation>
    </message>
    <message>
        <source>常住人口</source>
        <translation>Residents</translation>
    </message>
    <message>
        <source>还没有报送</source>
        <translation>nothing reported yet</translation>
    </message>
    <message>
        <source>老人的登记</source>
        <translation>Elder&apos;s record</translation>
    </message>
    <message>
        <source>登记起止</source>
        <translation>Enrolment</translation>
    </message>
    <message>
        <source>探访</source>
        <translation>Visit</translation>
    </message>
    <message>
        <source>设施</source>
        <translation>facility</translation>
    </message>
    <message>
        <source>社区工作者</source>
        <translation>Community workers</translation>
    </message>
    <message>
        <source>岗位变动</source>
        <translation>Change of post</translation>
    </message>
    <message>
        <source>培训</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>单位情况</source>
        <translation>State of the unit</translation>
    </message>
    <message>
        <source>单位概况</source>
        <translation>Unit profile</translation>
    </message>
    <message>
        <source>满意度调查</source>
        <translation>Surveys</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>更正</source>
        <translation>corrected</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>{n} m²</source>
        <translation>{n} m²</translation>
    </message>
    <message>
        <source>{day} 报修</source>
        <translation>reported {day}</translation>
    </message>
    <message>
        <source>{day} 起请假</source>
        <translation>on leave since {day}</translation>
    </message>
    <message>
        <source>{day} 入职</source>
        <translation>hired {day}</translation>
    </message>
    <message>
        <source>重点指标</source>
        <translation>Main indicators</translation>
    </message>
    <message>
        <source>设施和服务</source>
        <translation>Facilities and services</translation>
    </message>
    <message>
        <source>社工和培训</source>
        <translation>Social work and training</translation>
    </message>
    <message>
        <source>应访</source>
        <translation>to visit</translation>
    </message>
    <message>
        <source>已访</source>
        <translation>visited</translation>
    </message>
    <message>
        <source>有中心</source>
        <translation>with a centre</translation>
    </message>
    <message>
        <source>总面积</source>
        <translation>total area</translation>
    </message>
    <message>
        <source>商业和服务</source>
        <translation>commercial and service</translation>
    </message>
    <message>
        <source>面积 m²</source>
        <translation>Area m²</translation>
    </message>
    <message>
        <source>建筑 m²</source>
        <translation>Building m²</translation>
    </message>
    <message>
        <source>活动 m²</source>
        <translation>Activities m²</translation>
    </message>
    <message>
        <source>城市社区</source>
        <translation>Urban community</translation>
    </message>
    <message>
        <source>有终端</source>
        <translation>with a kiosk</translation>
    </message>
    <message>
        <source>城镇人口</source>
        <translation>urban population</translation>
    </message>
    <message>
        <source>工作者</source>
        <translation>workers</translation>
    </message>
    <message>
        <source>持证人数</source>
        <translation>certified</translation>
    </message>
    <message>
        <source>应培训</source>
        <translation>to train</translation>
    </message>
    <message>
        <source>已培训</source>
        <translation>trained</translation>
    </message>
    <message>
        <source>有日间照料</source>
        <translation>with day care</translation>
    </message>
    <message>
        <source>有工作者</source>
        <translation>with workers</translation>
    </message>
    <message>
        <source>用地 m²</source>
        <translation>land m²</translation>
    </message>
    <message>
        <source>社会组织</source>
        <translation>social organisations</translation>
    </message>
    <message>
        <source>乡镇</source>
        <translation>Township</translation>
    </message>
    <message>
        <source>有社工站</source>
        <translation>with a station</translation>
    </message>
    <message>
        <source>中心</source>
        <translation>centres</translation>
    </message>
    <message>
        <source>开放够</source>
        <translation>open enough</translation>
    </message>
    <message>
        <source>有代办</source>
        <translation>with proxy service</translation>
    </message>
    <message>
        <source>做过调查</source>
        <translation>surveyed</translation>
    </message>
    <message>
        <source>参加人数</source>
        <translation>took part</translation>
    </message>
    <message>
        <source>补上 {n} 处即可达到</source>
        <translation>Reached with {n} more</translation>
    </message>
    <message>
        <source>{n} 个单位再见到 {gap} 人即可达到</source>
        <translation>Reached when {n} units meet {gap} more people</translation>
    </message>
    <message>
        <source>{n} 个单位再培训 {gap} 人即可达到</source>
        <translation>Reached when {n} units train {gap} more people</translation>
    </message>
    <message>
        <source>{n} 个单位再增 {gap} 人即可达到</source>
        <translation>Reached with {gap} more workers in {n} units</translation>
    </message>
    <message>
        <source>{n} 个单位补 {gap} m² 即可达到</source>
        <translation>Reached with {gap} m² in {n} units</translation>
    </message>
    <message>
        <source>{n} 个单位改出 {gap} m² 活动区即可达到</source>
        <translation>Reached with {gap} m² turned to activities in {n} units</translation>
    </message>
    <message>
        <source>{n} 个社区再有 {gap} 个即可达到</source>
        <translation>Reached with {gap} more in {n} communities</translation>
    </message>
    <message>
        <source>{n} 个单位再有 {gap} 个即可达到</source>
        <translation>Reached with {gap} more in {n} units</translation>
    </message>
    <message>
        <source>目标 {n}</source>
        <translation>Target {n}</translation>
    </message>
    <message>
        <source>差 {n} 个</source>
        <translation>{n} missing</translation>
    </message>
    <message>
        <source>差 {n}</source>
        <translation>{n} missing</translation>
    </message>
    <message>
        <source>缺 {n}</source>
        <translation>{n} incomplete</translation>
    </message>
    <message>
        <source>只计数</source>
        <translation>count only</translation>
    </message>
    <message>
        <source>不适用</source>
        <translation>not applicable</translation>
    </message>
    <message>
        <source>{all} 个乡镇中 {n} 个数据齐全</source>
        <translation>{n} of {all} townships complete</translation>
    </message>
    <message>
        <source>，缺 {n}</source>
        <translation>, {n} missing</translation>
    </message>
    <message>
        <source>缺 {n} 处数据</source>
        <translation>{n} without data</translation>
    </message>
    <message>
        <source>数据不全</source>
        <translation>Data incomplete</translation>
    </message>
    <message>
        <source>还没有数据</source>
        <translation>No data yet</translation>
    </message>
    <message>
        <source>数据未齐</source>
        <translation>Data missing</translation>
    </message>
</context>
<context>
    <name>needs</name>
    <message>
        <source>老人</source>
        <translation>elder</translation>
    </message>
    <message>
        <source>姓名的一部分，或拼音首字母</source>
        <translation>A part of the name, or pinyin initials</translation>
    </message>
    <message>
        <source>找到的老人</source>
        <translation>People found</translation>
    </message>
    <message>
        <source>{year} 年生</source>
        <translation>born {year}</translation>
    </message>
    <message>
        <source>探访时提出的需求，在探访表里勾选就行；这里登记平时提出的。</source>
        <translation>A need named during a visit is ticked on the visit form; enter here what comes up in between.</translation>
    </message>
    <message>
        <source>新需求</source>
        <translation>New need</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>请选择是谁的需求</source>
        <translation>Choose whose need it is</translation>
    </message>
    <message>
        <source>过期 {n} 天</source>
        <translation>{n} days over</translation>
    </message>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>明天</source>
        <translation>Tomorrow</translation>
    </message>
    <message>
        <source>转介 {who}</source>
        <translation>to {who}</translation>
    </message>
</context>
<context>
    <name>observations</name>
    <message>
        <source>立即拨打 120，并告诉负责人</source>
        <translation>Call 120 at once and tell the unit head</translation>
    </message>
    <message>
        <source>不要让老人独处，告诉负责人，必要时拨打 120</source>
        <translation>Do not leave the elder alone; tell the unit head; call 120 if needed</translation>
    </message>
    <message>
        <source>今天就送到饮水和饭菜，身体不适拨打 120</source>
        <translation>Bring water and food today; call 120 if unwell</translation>
    </message>
    <message>
        <source>今天就安排助洁，身体不适拨打 120</source>
        <translation>Arrange cleaning today; call 120 if unwell</translation>
    </message>
    <message>
        <source>今天就安排人陪护，必要时拨打 120</source>
        <translation>Arrange for someone to stay today; call 120 if needed</translation>
    </message>
    <message>
        <source>先关阀、开窗，不碰开关，到屋外拨打 119</source>
        <translation>Close the valve, open the windows, touch no switch; call 119 from outside</translation>
    </message>
    <message>
        <source>先拉闸断电，起火拨打 119，触电拨打 120</source>
        <translation>Cut the power; fire: call 119; electric shock: call 120</translation>
    </message>
    <message>
        <source>先开窗、停炉，必要时 119 / 120</source>
        <translation>Open the windows, put out the stove; 119 / 120 if needed</translation>
    </message>
    <message>
        <source>摔伤不要扶起，立即拨打 120</source>
        <translation>After a fall do not lift the elder; call 120 at once</translation>
    </message>
    <message>
        <source>先带老人离开房屋，必要时拨打 119</source>
        <translation>Bring the elder out of the house first; call 119 if needed</translation>
    </message>
    <message>
        <source>（另有 {count} 项紧急）</source>
        <translation> (other urgent matters: {count})</translation>
    </message>
    <message>
        <source>{name}：紧急 — {step}</source>
        <translation>{name}: urgent — {step}</translation>
    </message>
</context>
<context>
    <name>packages</name>
    <message>
        <source>老人</source>
        <translation>elder</translation>
    </message>
    <message>
        <source>在册期间</source>
        <translation>Enrolment periods</translation>
    </message>
    <message>
        <source>探访</source>
        <translation>Visit</translation>
    </message>
    <message>
        <source>需求</source>
        <translation>Needs</translation>
    </message>
    <message>
        <source>单位概况</source>
        <translation>Unit profile</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>账号</source>
        <translation>Accounts</translation>
    </message>
    <message>
        <source>数据包</source>
        <translation>Package</translation>
    </message>
    <message>
        <source>回执</source>
        <translation>Receipt</translation>
    </message>
    <message>
        <source>邀请</source>
        <translation>Invitation</translation>
    </message>
    <message>
        <source>等认可</source>
        <translation>To approve</translation>
    </message>
    <message>
        <source>缺前一个包</source>
        <translation>One missing</translation>
    </message>
    <message>
        <source>电脑已停用</source>
        <translation>Retired</translation>
    </message>
    <message>
        <source>已认可</source>
        <translation>Approved</translation>
    </message>
    <message>
        <source>已停用</source>
        <translation>Retired</translation>
    </message>
    <message>
        <source>已拒绝</source>
        <translation>Rejected</translation>
    </message>
    <message>
        <source>M月d日</source>
        <translation>d MMM</translation>
    </message>
    <message>
        <source>yyyy年M月d日</source>
        <translation>d MMM yyyy</translation>
    </message>
    <message>
        <source>{year}年{month}月</source>
        <translation>{month}/{year}</translation>
    </message>
    <message>
        <source>其他 {n}</source>
        <translation>Other {n}</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>Documents</translation>
    </message>
    <message>
        <source>不能收</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>收过了</source>
        <translation>Known</translation>
    </message>
    <message>
        <source>先存着</source>
        <translation>Held</translation>
    </message>
    <message>
        <source>跳过 {n} 个不是数据包的文件或文件夹：{names}</source>
        <translation>{n} files or folders that are no packages were passed over: {names}</translation>
    </message>
    <message>
        <source>。有的文件夹太深、东西太多或读不出来，没有看完，请把数据包单独放进一个文件夹再收</source>
        <translation>. Some folders were too deep, too full or unreadable and were not searched to the end; please put the packages into a folder of their own and try again</translation>
    </message>
    <message>
        <source>记录太多</source>
        <translation>Too many records</translation>
    </message>
    <message>
        <source>收下</source>
        <translation>Taken in</translation>
    </message>
</context>
<context>
    <name>questions</name>
    <message>
        <source>登记的出生日期（或性别）和身份证号对不上，可能是抄写时看错了一位。请对照证件看看哪个对，改好或说明情况都可以。</source>
        <translation>The birth date (or sex) entered and the ID number disagree; a digit may have been misread. Please look at the papers: correct it, or tell how it is.</translation>
    </message>
    <message>
        <source>这两条登记看起来可能是同一位老人。请问一问：是同一人就注销一条（原因选重复登记），不是就说明一下。</source>
        <translation>These two entries may be the same person. Please ask: if so, close one of them (reason: duplicate); if not, just say so.</translation>
    </message>
    <message>
        <source>这处设施的面积按户数算显得很大，可能是单位或小数点写错，也可能户数还没有更新。请核对面积和户数。</source>
        <translation>This facility&apos;s area looks very large for the households; the unit or a decimal point may be wrong, or the households are out of date. Please check both.</translation>
    </message>
    <message>
        <source>同一个月里有几次探访的备注一模一样，也许是复制时带过来的。请看看是否有要补写的情况。</source>
        <translation>Several visits of one month have exactly the same note, perhaps carried over by copying. Please see whether something should be added.</translation>
    </message>
    <message>
        <source>请看一看下面写的事，答复一句即可。</source>
        <translation>Please have a look at what is written below and answer in a word.</translation>
    </message>
    <message>
        <source>老人</source>
        <translation>elder</translation>
    </message>
    <message>
        <source>探访</source>
        <translation>Visit</translation>
    </message>
    <message>
        <source>设施</source>
        <translation>facility</translation>
    </message>
    <message>
        <source>需求</source>
        <translation>Needs</translation>
    </message>
    <message>
        <source>社区工作者</source>
        <translation>Community workers</translation>
    </message>
    <message>
        <source>志愿者</source>
        <translation>Volunteers</translation>
    </message>
    <message>
        <source>这两条登记看起来可能是同一位社区工作者。请问一问：是同一人就在名册里确认，各项人数只算一次；不是就说明一下。</source>
        <translation>These two entries may be the same community worker. Please ask: if so, confirm it on the roster and the person is counted once; if not, just say so.</translation>
    </message>
    <message>
        <source>另一个村（社区）也登记了这个编号的共用设施，面积可能算了两次。请问一问：是同一处就由一家保留，另一家删除；不是就说明一下。</source>
        <translation>Another village or community has entered a shared facility under this number too, so its area may be counted twice. Please ask: if it is the same place, one keeps it and the other removes it; if not, just say so.</translation>
    </message>
    <message>
        <source>{about} 等 {n} 处</source>
        <translation>{about} and others, {n} in all</translation>
    </message>
</context>
<context>
    <name>registers</name>
    <message>
        <source>单位随邀请和数据包进来；代码或名称变了，可以从表格导入。</source>
        <translation>Units come with invitations and packages; a changed code or name can be loaded from a table.</translation>
    </message>
    <message>
        <source>每年填一次户数和人口，每百户面积、每万人工作者才算得出来。</source>
        <translation>Enter households and residents once a year: the area per 100 households and the workers per 10,000 rest on them.</translation>
    </message>
    <message>
        <source>带着卷尺和这张表走一圈：中心、活动室、日间照料，一处一行。</source>
        <translation>Walk round with a tape measure: centre, activity room, day care, one row each.</translation>
    </message>
    <message>
        <source>登记社区工作者，才知道谁还没有培训、每万人有几名工作者。</source>
        <translation>With the workers entered you see who still lacks training, and how many there are per 10,000.</translation>
    </message>
    <message>
        <source>先登记培训班，再登记谁参加了。</source>
        <translation>Enter the course first, then who took part.</translation>
    </message>
    <message>
        <source>先有培训班和社区工作者，才能登记参加情况。</source>
        <translation>Courses and workers come first, then who took part.</translation>
    </message>
    <message>
        <source>登记志愿者，服务时长才能累计、开证明。</source>
        <translation>With the volunteers entered their hours add up and can be certified.</translation>
    </message>
    <message>
        <source>先登记活动，再登记每个人的时长。</source>
        <translation>Enter the activity first, then everybody&apos;s hours.</translation>
    </message>
    <message>
        <source>先有志愿者和活动，才能登记时长。</source>
        <translation>Volunteers and activities come first, then hours.</translation>
    </message>
    <message>
        <source>一年至少调查一次，只记人数，不记谁说了什么。</source>
        <translation>Ask at least once a year; only counts are kept, never who said what.</translation>
    </message>
    <message>
        <source>新建社区的商业和综合服务面积，竣工后登记一行。</source>
        <translation>Shops and services in new housing: one row when it is completed.</translation>
    </message>
    <message>
        <source>把年度任务清单一条一条写进来，或从表格导入；进展随时补。</source>
        <translation>Write the year&apos;s tasks in one by one, or load them from a table; add progress any time.</translation>
    </message>
    <message>
        <source>登记放假和调休，期限遇放假会顺延到下一个工作日。</source>
        <translation>Enter holidays and moved working days; a term that ends on a holiday moves to the next working day.</translation>
    </message>
    <message>
        <source>指标按规划的目标计算；县里要改目标或参数，在这里写明从哪天起、为什么。</source>
        <translation>Numbers are counted by the plan&apos;s targets; where the county sets another target or setting, say here from which day and why.</translation>
    </message>
    <message>
        <source>长期保留（不含个人信息）</source>
        <translation>Kept (no personal data)</translation>
    </message>
    <message>
        <source>注销或离开后 3 年删除，只留不含个人信息的合计</source>
        <translation>Erased 3 years after closing or leaving; only counts without personal data stay</translation>
    </message>
    <message>
        <source>离职后 3 年删除，只留不含个人信息的合计</source>
        <translation>Erased 3 years after leaving; only counts without personal data stay</translation>
    </message>
    <message>
        <source>村（社区）、县、地区</source>
        <translation>Unit, county, prefecture</translation>
    </message>
    <message>
        <source>本村（社区）经办人和县级经办人</source>
        <translation>Staff of the unit and of its county</translation>
    </message>
    <message>
        <source>确定记录属于哪个村（社区），汇总到乡镇和县</source>
        <translation>Says to which unit a record belongs, for the sums of township and county</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>单位概况</source>
        <translation>Unit profile</translation>
    </message>
    <message>
        <source>老年人</source>
        <translation>Elder</translation>
    </message>
    <message>
        <source>探访</source>
        <translation>Visit</translation>
    </message>
    <message>
        <source>需求</source>
        <translation>Needs</translation>
    </message>
    <message>
        <source>设施</source>
        <translation>facility</translation>
    </message>
    <message>
        <source>社区工作者</source>
        <translation>Community workers</translation>
    </message>
    <message>
        <source>培训班</source>
        <translation>Courses</translation>
    </message>
    <message>
        <source>培训参加情况</source>
        <translation>Attendance</translation>
    </message>
    <message>
        <source>志愿者</source>
        <translation>Volunteers</translation>
    </message>
    <message>
        <source>志愿活动</source>
        <translation>Volunteer activity</translation>
    </message>
    <message>
        <source>志愿服务时长</source>
        <translation>Service hours</translation>
    </message>
    <message>
        <source>满意度调查</source>
        <translation>Surveys</translation>
    </message>
    <message>
        <source>建设项目</source>
        <translation>Construction project</translation>
    </message>
    <message>
        <source>年度任务</source>
        <translation>Annual task</translation>
    </message>
    <message>
        <source>节假日</source>
        <translation>Holiday</translation>
    </message>
    <message>
        <source>指标口径设定</source>
        <translation>Setting of a number</translation>
    </message>
    <message>
        <source>探访时看到或了解到的情况，用于及时帮助</source>
        <translation>What was seen or told during the visit, to help in time</translation>
    </message>
    <message>
        <source>单位代码</source>
        <translation>Unit code</translation>
    </message>
    <message>
        <source>12 位区划代码，用来认定单位</source>
        <translation>12-digit code that identifies the unit</translation>
    </message>
    <message>
        <source>单位名称</source>
        <translation>Unit name</translation>
    </message>
    <message>
        <source>在界面、名单和报表上显示</source>
        <translation>Shown on screens, lists and reports</translation>
    </message>
    <message>
        <source>级别</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>确定单位在地区、县、乡、村中的位置</source>
        <translation>Places the unit in prefecture, county, township or village</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>区分社区和村，用于分类计算指标</source>
        <translation>Tells communities from villages for the numbers</translation>
    </message>
    <message>
        <source>上级代码</source>
        <translation>Code of the place above</translation>
    </message>
    <message>
        <source>确定向哪一级汇总</source>
        <translation>Says where it is summed up</translation>
    </message>
    <message>
        <source>城乡分类</source>
        <translation>Urban–rural class</translation>
    </message>
    <message>
        <source>确定是否计为城市社区</source>
        <translation>Decides whether it counts as an urban community</translation>
    </message>
    <message>
        <source>在用</source>
        <translation>In use</translation>
    </message>
    <message>
        <source>撤并的单位不再计入指标</source>
        <translation>Dissolved units leave the numbers</translation>
    </message>
    <message>
        <source>截至日期</source>
        <translation>As of</translation>
    </message>
    <message>
        <source>确定数字对应的日期</source>
        <translation>The day of the figures</translation>
    </message>
    <message>
        <source>户数</source>
        <translation>Households</translation>
    </message>
    <message>
        <source>计算每百户设施面积</source>
        <translation>For the area per 100 households</translation>
    </message>
    <message>
        <source>常住人口</source>
        <translation>Residents</translation>
    </message>
    <message>
        <source>计算人均指标</source>
        <translation>For numbers per head</translation>
    </message>
    <message>
        <source>城镇常住人口</source>
        <translation>Urban residents</translation>
    </message>
    <message>
        <source>计算每万名城镇常住人口社区工作者</source>
        <translation>For workers per 10,000 urban residents</translation>
    </message>
    <message>
        <source>社区社会组织数</source>
        <translation>Social organisations</translation>
    </message>
    <message>
        <source>计算社区社会组织指标</source>
        <translation>For the number of social organisations</translation>
    </message>
    <message>
        <source>政务代办</source>
        <translation>Proxy service</translation>
    </message>
    <message>
        <source>计算政务代办全覆盖</source>
        <translation>For the coverage with proxy service</translation>
    </message>
    <message>
        <source>社工站</source>
        <translation>Social work station</translation>
    </message>
    <message>
        <source>计算乡镇社工站覆盖（乡镇填写）</source>
        <translation>For the coverage with stations (townships)</translation>
    </message>
    <message>
        <source>养老服务设施用地（平方米）</source>
        <translation>Land for elder care (m²)</translation>
    </message>
    <message>
        <source>计算人均养老用地（县填写）</source>
        <translation>For elder-care land per head (county)</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>与纸质台账对应的编号，留空则自动编号</source>
        <translation>Number of the paper ledger; left blank, one is assigned</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>认定服务对象，上门时称呼</source>
        <translation>Identifies the person served, and how to address them</translation>
    </message>
    <message>
        <source>性别</source>
        <translation>Sex</translation>
    </message>
    <message>
        <source>认定服务对象，安排合适的探访人</source>
        <translation>Identifies the person served, to send a suitable visitor</translation>
    </message>
    <message>
        <source>出生日期</source>
        <translation>Birth date</translation>
    </message>
    <message>
        <source>区分同名的人，核对年龄条件</source>
        <translation>Tells people of one name apart, checks the age</translation>
    </message>
    <message>
        <source>身份证号</source>
        <translation>ID number</translation>
    </message>
    <message>
        <source>只用来查重：换算后只留校验值和末两位，不保存号码</source>
        <translation>Only to find duplicates: a keyed check value and the last two characters are kept, never the number</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>电话探访和紧急联系（须本人同意）</source>
        <translation>To call and in an emergency (with consent)</translation>
    </message>
    <message>
        <source>小队/组</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>区分同名的人，安排探访路线</source>
        <translation>Tells people of one name apart, plans the way</translation>
    </message>
    <message>
        <source>住址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>上门探访（须本人同意）</source>
        <translation>For home visits (with consent)</translation>
    </message>
    <message>
        <source>联系人姓名</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>联系不上本人时联系（须本人同意）</source>
        <translation>Called when the person cannot be reached (with consent)</translation>
    </message>
    <message>
        <source>联系人关系</source>
        <translation>Relation of the contact</translation>
    </message>
    <message>
        <source>说明联系人与本人的关系（须本人同意）</source>
        <translation>How the contact is related (with consent)</translation>
    </message>
    <message>
        <source>联系人电话</source>
        <translation>Phone of the contact</translation>
    </message>
    <message>
        <source>确认符合探访服务条件</source>
        <translation>Confirms that the service applies</translation>
    </message>
    <message>
        <source>关爱等级</source>
        <translation>Care level</translation>
    </message>
    <message>
        <source>确定多久探访一次</source>
        <translation>Says how often to visit</translation>
    </message>
    <message>
        <source>登记日期</source>
        <translation>Enrolled on</translation>
    </message>
    <message>
        <source>确定从何时起提供探访</source>
        <translation>Since when visits are offered</translation>
    </message>
    <message>
        <source>同意日期</source>
        <translation>Consent on</translation>
    </message>
    <message>
        <source>记录本人何时同意保存联系方式和探访情况</source>
        <translation>When the person agreed that contact and observations are kept</translation>
    </message>
    <message>
        <source>谢绝上门</source>
        <translation>Home visits declined</translation>
    </message>
    <message>
        <source>尊重本人意愿，不再安排上门</source>
        <translation>The person&apos;s wish: nobody calls at home</translation>
    </message>
    <message>
        <source>注销日期</source>
        <translation>Closed on</translation>
    </message>
    <message>
        <source>确定从何时起不再探访</source>
        <translation>Since when visits end</translation>
    </message>
    <message>
        <source>注销原因</source>
        <translation>Reason of closing</translation>
    </message>
    <message>
        <source>说明本月减少的原因</source>
        <translation>Explains who left this month</translation>
    </message>
    <message>
        <source>与纸质记录对应的编号，留空则自动编号</source>
        <translation>Number of the paper record; left blank, one is assigned</translation>
    </message>
    <message>
        <source>老年人编号</source>
        <translation>Elder&apos;s number</translation>
    </message>
    <message>
        <source>确定探访的是谁</source>
        <translation>Who was visited</translation>
    </message>
    <message>
        <source>探访时间</source>
        <translation>Time of the visit</translation>
    </message>
    <message>
        <source>计算月探访率和下次探访日期</source>
        <translation>For the monthly rate and the next due day</translation>
    </message>
    <message>
        <source>方式</source>
        <translation>Mode</translation>
    </message>
    <message>
        <source>说明怎样探访</source>
        <translation>How the visit was made</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>确定探访是否有效</source>
        <translation>Decides whether the visit counts</translation>
    </message>
    <message>
        <source>探访人</source>
        <translation>Visitors</translation>
    </message>
    <message>
        <source>说明由谁探访、向谁核实</source>
        <translation>Who visited and can be asked</translation>
    </message>
    <message>
        <source>探访人身份</source>
        <translation>Visitor&apos;s role</translation>
    </message>
    <message>
        <source>统计各类人员承担的探访</source>
        <translation>Counts visits by role</translation>
    </message>
    <message>
        <source>时长（分钟）</source>
        <translation>Minutes</translation>
    </message>
    <message>
        <source>了解探访工作量</source>
        <translation>Shows the work of visiting</translation>
    </message>
    <message>
        <source>身体状况</source>
        <translation>Health</translation>
    </message>
    <message>
        <source>精神状态</source>
        <translation>Mood</translation>
    </message>
    <message>
        <source>日常起居</source>
        <translation>Daily life</translation>
    </message>
    <message>
        <source>卫生状况</source>
        <translation>Hygiene</translation>
    </message>
    <message>
        <source>照护支持</source>
        <translation>Support</translation>
    </message>
    <message>
        <source>燃气安全</source>
        <translation>Gas</translation>
    </message>
    <message>
        <source>用电安全</source>
        <translation>Electricity</translation>
    </message>
    <message>
        <source>取暖安全</source>
        <translation>Heating</translation>
    </message>
    <message>
        <source>地面防滑</source>
        <translation>Floor</translation>
    </message>
    <message>
        <source>房屋结构</source>
        <translation>Structure</translation>
    </message>
    <message>
        <source>记下本人要的帮助，每项生成一条需求</source>
        <translation>Help the person asks for; each opens a need</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>记下帮助时要知道的事；不得记录民族、宗教、病史、收入、来客和行踪</source>
        <translation>What helpers must know; never ethnicity, religion, diagnoses, income, visitors or whereabouts</translation>
    </message>
    <message>
        <source>确定是谁的需求</source>
        <translation>Whose need it is</translation>
    </message>
    <message>
        <source>探访编号</source>
        <translation>Visit&apos;s number</translation>
    </message>
    <message>
        <source>说明在哪次探访中提出</source>
        <translation>In which visit it came up</translation>
    </message>
    <message>
        <source>需求类别</source>
        <translation>Kind of need</translation>
    </message>
    <message>
        <source>确定提供哪种帮助</source>
        <translation>Which help is given</translation>
    </message>
    <message>
        <source>处理方式</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>说明当时怎样处理</source>
        <translation>What was done at once</translation>
    </message>
    <message>
        <source>转介单位</source>
        <translation>Referred to</translation>
    </message>
    <message>
        <source>说明转给谁办理</source>
        <translation>Who takes care of it</translation>
    </message>
    <message>
        <source>应办日期</source>
        <translation>Due on</translation>
    </message>
    <message>
        <source>提醒按时办理</source>
        <translation>Reminds in time</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>说明是否办结</source>
        <translation>Whether it is settled</translation>
    </message>
    <message>
        <source>办结日期</source>
        <translation>Settled on</translation>
    </message>
    <message>
        <source>说明何时办结</source>
        <translation>When it was settled</translation>
    </message>
    <message>
        <source>设施编号</source>
        <translation>Facility number</translation>
    </message>
    <message>
        <source>认定设施，同一编号按起始日期接续</source>
        <translation>Identifies the facility; rows of one number follow each other by their day</translation>
    </message>
    <message>
        <source>设施名称</source>
        <translation>Facility name</translation>
    </message>
    <message>
        <source>设施类别</source>
        <translation>Kind of facility</translation>
    </message>
    <message>
        <source>确定计入哪些指标</source>
        <translation>Decides in which numbers it counts</translation>
    </message>
    <message>
        <source>服务单位</source>
        <translation>Units served</translation>
    </message>
    <message>
        <source>确定服务哪些村（社区），共用的按份额分摊面积</source>
        <translation>Which units it serves; a shared area is split by shares</translation>
    </message>
    <message>
        <source>建成年份</source>
        <translation>Built in</translation>
    </message>
    <message>
        <source>安排维修</source>
        <translation>To plan repairs</translation>
    </message>
    <message>
        <source>来源</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>说明设施怎样取得</source>
        <translation>How it was come by</translation>
    </message>
    <message>
        <source>建筑面积（平方米）</source>
        <translation>Building area (m²)</translation>
    </message>
    <message>
        <source>居民活动面积（平方米）</source>
        <translation>Activity area (m²)</translation>
    </message>
    <message>
        <source>计算居民活动区域占比</source>
        <translation>For the share of activity areas</translation>
    </message>
    <message>
        <source>面积依据</source>
        <translation>Area rests on</translation>
    </message>
    <message>
        <source>说明面积从何而来</source>
        <translation>Where the area comes from</translation>
    </message>
    <message>
        <source>开放时间</source>
        <translation>Opening hours</translation>
    </message>
    <message>
        <source>计算开放时间是否达到 8 小时，告诉居民何时开门</source>
        <translation>Whether it opens 8 hours, and tells residents when</translation>
    </message>
    <message>
        <source>无障碍</source>
        <translation>Barrier-free</translation>
    </message>
    <message>
        <source>安排改造</source>
        <translation>To plan alterations</translation>
    </message>
    <message>
        <source>适老化</source>
        <translation>Age-friendly</translation>
    </message>
    <message>
        <source>适儿化</source>
        <translation>Child-friendly</translation>
    </message>
    <message>
        <source>政务自助终端</source>
        <translation>Self-service terminal</translation>
    </message>
    <message>
        <source>计算政务自助服务覆盖率</source>
        <translation>For the coverage with terminals</translation>
    </message>
    <message>
        <source>终端故障日期</source>
        <translation>Terminal broken on</translation>
    </message>
    <message>
        <source>故障 30 天以内仍计为覆盖</source>
        <translation>Still counts when broken for 30 days or less</translation>
    </message>
    <message>
        <source>只有在用的设施计入指标</source>
        <translation>Only facilities in use count</translation>
    </message>
    <message>
        <source>起始日期</source>
        <translation>From</translation>
    </message>
    <message>
        <source>确定这一行从何时起算</source>
        <translation>Since when the row holds</translation>
    </message>
    <message>
        <source>截止日期</source>
        <translation>Until</translation>
    </message>
    <message>
        <source>确定这一行到何时为止（含当日）</source>
        <translation>Last day of the row</translation>
    </message>
    <message>
        <source>与纸质名册对应的编号，留空则自动编号</source>
        <translation>Number of the paper roster; left blank, one is assigned</translation>
    </message>
    <message>
        <source>认定工作者，签到和证书用</source>
        <translation>Identifies the worker for sign-in and certificate</translation>
    </message>
    <message>
        <source>区分同名的人</source>
        <translation>Tells people of one name apart</translation>
    </message>
    <message>
        <source>岗位</source>
        <translation>Post</translation>
    </message>
    <message>
        <source>了解队伍构成</source>
        <translation>Shows who does what</translation>
    </message>
    <message>
        <source>专职</source>
        <translation>Full-time</translation>
    </message>
    <message>
        <source>城市社区在编</source>
        <translation>Urban roster</translation>
    </message>
    <message>
        <source>社工证书</source>
        <translation>Certificates</translation>
    </message>
    <message>
        <source>计算社会工作专业人才</source>
        <translation>For social work professionals</translation>
    </message>
    <message>
        <source>取证日期</source>
        <translation>Certified on</translation>
    </message>
    <message>
        <source>确定从何时起计入</source>
        <translation>Since when it counts</translation>
    </message>
    <message>
        <source>入职日期</source>
        <translation>Employed on</translation>
    </message>
    <message>
        <source>离职日期</source>
        <translation>Left on</translation>
    </message>
    <message>
        <source>确定从何时起不再计入</source>
        <translation>Since when it counts no more</translation>
    </message>
    <message>
        <source>离岗起</source>
        <translation>Leave from</translation>
    </message>
    <message>
        <source>离岗超过 6 个月不计入</source>
        <translation>Does not count when away for more than 6 months</translation>
    </message>
    <message>
        <source>离岗止</source>
        <translation>Leave to</translation>
    </message>
    <message>
        <source>认定培训班，留空则自动编号</source>
        <translation>Identifies the course; left blank, a number is assigned</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>在签到表和名册上显示</source>
        <translation>Shown on sign-in sheets and lists</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>了解培训内容</source>
        <translation>What it is about</translation>
    </message>
    <message>
        <source>主办级别</source>
        <translation>Organised by</translation>
    </message>
    <message>
        <source>计算地区培训班</source>
        <translation>For courses of the prefecture</translation>
    </message>
    <message>
        <source>了解培训方式</source>
        <translation>How it is held</translation>
    </message>
    <message>
        <source>开始日期</source>
        <translation>First day</translation>
    </message>
    <message>
        <source>确定培训时间</source>
        <translation>When it is held</translation>
    </message>
    <message>
        <source>结束日期</source>
        <translation>Last day</translation>
    </message>
    <message>
        <source>确定计入哪一年</source>
        <translation>In which year it counts</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>印在签到表上</source>
        <translation>Printed on the sign-in sheet</translation>
    </message>
    <message>
        <source>学时（45 分钟）</source>
        <translation>Lessons (45 minutes)</translation>
    </message>
    <message>
        <source>印在名册和证书上</source>
        <translation>Printed on list and certificate</translation>
    </message>
    <message>
        <source>认可</source>
        <translation>Recognised</translation>
    </message>
    <message>
        <source>只有认可的培训计入覆盖率</source>
        <translation>Only recognised courses count</translation>
    </message>
    <message>
        <source>培训班编号</source>
        <translation>Course number</translation>
    </message>
    <message>
        <source>确定参加的是哪一班</source>
        <translation>Which course it was</translation>
    </message>
    <message>
        <source>工作者编号</source>
        <translation>Worker&apos;s number</translation>
    </message>
    <message>
        <source>确定是谁参加</source>
        <translation>Who took part</translation>
    </message>
    <message>
        <source>到课次数</source>
        <translation>Sessions attended</translation>
    </message>
    <message>
        <source>了解到课情况，不决定是否计入</source>
        <translation>Shows presence; never decides whether it counts</translation>
    </message>
    <message>
        <source>计算培训覆盖率</source>
        <translation>For the training coverage</translation>
    </message>
    <message>
        <source>证书编号</source>
        <translation>Certificate no.</translation>
    </message>
    <message>
        <source>印在名册上</source>
        <translation>Printed on the list</translation>
    </message>
    <message>
        <source>志愿者编号，留空则自动编号</source>
        <translation>Volunteer&apos;s number; left blank, one is assigned</translation>
    </message>
    <message>
        <source>认定志愿者，开具服务证明</source>
        <translation>Identifies the volunteer for the certificate</translation>
    </message>
    <message>
        <source>核对年龄条件（14 周岁以上），区分同名的人</source>
        <translation>Checks the age (14 or older), tells people of one name apart</translation>
    </message>
    <message>
        <source>安排合适的服务</source>
        <translation>To find suitable work</translation>
    </message>
    <message>
        <source>联系参加活动</source>
        <translation>To invite to activities</translation>
    </message>
    <message>
        <source>特长</source>
        <translation>Skills</translation>
    </message>
    <message>
        <source>确定从何时起为志愿者</source>
        <translation>Since when a volunteer</translation>
    </message>
    <message>
        <source>监护人同意</source>
        <translation>Guardian&apos;s consent</translation>
    </message>
    <message>
        <source>未满 18 周岁须监护人同意</source>
        <translation>Under 18 the guardian must agree</translation>
    </message>
    <message>
        <source>认定活动，留空则自动编号</source>
        <translation>Identifies the activity; left blank, a number is assigned</translation>
    </message>
    <message>
        <source>在名单和证明上显示</source>
        <translation>Shown on lists and certificates</translation>
    </message>
    <message>
        <source>分类统计服务</source>
        <translation>Counts services by kind</translation>
    </message>
    <message>
        <source>开始时间</source>
        <translation>Starts at</translation>
    </message>
    <message>
        <source>核对服务时长</source>
        <translation>Checks the hours</translation>
    </message>
    <message>
        <source>结束时间</source>
        <translation>Ends at</translation>
    </message>
    <message>
        <source>在证明上说明服务内容</source>
        <translation>Says on the certificate what was done</translation>
    </message>
    <message>
        <source>负责人</source>
        <translation>Leader</translation>
    </message>
    <message>
        <source>核实服务时长</source>
        <translation>Confirms the hours</translation>
    </message>
    <message>
        <source>志愿者编号</source>
        <translation>Volunteer&apos;s number</translation>
    </message>
    <message>
        <source>确定是谁的服务</source>
        <translation>Whose service it is</translation>
    </message>
    <message>
        <source>活动编号</source>
        <translation>Activity number</translation>
    </message>
    <message>
        <source>确定在哪次活动中</source>
        <translation>In which activity</translation>
    </message>
    <message>
        <source>时长（小时）</source>
        <translation>Hours</translation>
    </message>
    <message>
        <source>累计志愿服务时长，开具证明（不含路途）</source>
        <translation>Adds up to the certificate (without travel)</translation>
    </message>
    <message>
        <source>核实人</source>
        <translation>Verified by</translation>
    </message>
    <message>
        <source>谁记录谁证明</source>
        <translation>Who recorded it vouches for it</translation>
    </message>
    <message>
        <source>说明记录从何而来</source>
        <translation>Where the record comes from</translation>
    </message>
    <message>
        <source>调查日期</source>
        <translation>Held on</translation>
    </message>
    <message>
        <source>调查人数</source>
        <translation>People asked</translation>
    </message>
    <message>
        <source>说明调查范围（不记名）</source>
        <translation>How many were asked (anonymous)</translation>
    </message>
    <message>
        <source>满意人数</source>
        <translation>Satisfied people</translation>
    </message>
    <message>
        <source>计算满意率（不记名）</source>
        <translation>For the rate of the satisfied (anonymous)</translation>
    </message>
    <message>
        <source>项目名称</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>认定项目</source>
        <translation>Identifies the project</translation>
    </message>
    <message>
        <source>竣工日期</source>
        <translation>Completed on</translation>
    </message>
    <message>
        <source>总建筑面积（平方米）</source>
        <translation>Total area (m²)</translation>
    </message>
    <message>
        <source>计算商业和综合服务设施占比</source>
        <translation>For the share of shops and services</translation>
    </message>
    <message>
        <source>商业面积（平方米）</source>
        <translation>Shop area (m²)</translation>
    </message>
    <message>
        <source>综合服务面积（平方米）</source>
        <translation>Service area (m²)</translation>
    </message>
    <message>
        <source>认定任务，留空则自动编号</source>
        <translation>Identifies the task; left blank, a number is assigned</translation>
    </message>
    <message>
        <source>规划条款</source>
        <translation>Clause of the plan</translation>
    </message>
    <message>
        <source>说明任务的依据</source>
        <translation>What the task rests on</translation>
    </message>
    <message>
        <source>任务</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>年度任务清单和工作台账</source>
        <translation>Annual task list and work ledger</translation>
    </message>
    <message>
        <source>牵头单位</source>
        <translation>Lead</translation>
    </message>
    <message>
        <source>说明由谁负责</source>
        <translation>Who is in charge</translation>
    </message>
    <message>
        <source>完成期限</source>
        <translation>Due on (task)</translation>
    </message>
    <message>
        <source>提醒按时完成</source>
        <translation>Reminds in time</translation>
    </message>
    <message>
        <source>进展</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>工作台账</source>
        <translation>Work ledger</translation>
    </message>
    <message>
        <source>说明是否完成</source>
        <translation>Whether it is done</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>确定哪天放假或上班</source>
        <translation>Which day is a holiday or a working day</translation>
    </message>
    <message>
        <source>在界面上显示</source>
        <translation>Shown on screens</translation>
    </message>
    <message>
        <source>期限遇放假顺延到下一个工作日</source>
        <translation>Terms move past holidays to the next working day</translation>
    </message>
    <message>
        <source>指标</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>确定设定哪个指标</source>
        <translation>Which number is set</translation>
    </message>
    <message>
        <source>生效日期</source>
        <translation>In force from</translation>
    </message>
    <message>
        <source>确定从何时起按新设定计算</source>
        <translation>Since when it is counted that way</translation>
    </message>
    <message>
        <source>目标</source>
        <translation>Target</translation>
    </message>
    <message>
        <source>新的目标值</source>
        <translation>The new target</translation>
    </message>
    <message>
        <source>参数</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>新的参数，写成“名称=值;…”</source>
        <translation>New settings, written as name=value;…</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>说明为什么改</source>
        <translation>Why it was changed</translation>
    </message>
    <message>
        <source>登记的内容会列在这里。</source>
        <translation>What is entered is listed here.</translation>
    </message>
    <message>
        <source>全名，不分姓和名</source>
        <translation>Full name in one field</translation>
    </message>
    <message>
        <source>年-月-日，如 19410305</source>
        <translation>Year-month-day, such as 19410305</translation>
    </message>
    <message>
        <source>可不填；只留末两位</source>
        <translation>Optional; only the last two characters are kept</translation>
    </message>
    <message>
        <source>联系方式</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>例如：2 小队 14 号</source>
        <translation>For example: Group 2, No. 14</translation>
    </message>
    <message>
        <source>例如：女儿</source>
        <translation>For example: daughter</translation>
    </message>
    <message>
        <source>不写宗教、政治、病名</source>
        <translation>no religion, politics or diagnosis</translation>
    </message>
    <message>
        <source>例如：社区维修队</source>
        <translation>e.g. the repair team</translation>
    </message>
    <message>
        <source>例如：社区工作者业务培训</source>
        <translation>e.g. training of community workers</translation>
    </message>
    <message>
        <source>只有认可的班才计入培训覆盖率</source>
        <translation>Only recognised courses count</translation>
    </message>
    <message>
        <source>例如：给独居老人扫雪</source>
        <translation>e.g. clearing snow for elders who live alone</translation>
    </message>
    <message>
        <source>例如：敬老、环境、助学</source>
        <translation>e.g. elders, environment, schooling</translation>
    </message>
    <message>
        <source>核实时长的人</source>
        <translation>Who verifies the hours</translation>
    </message>
    <message>
        <source>经办人</source>
        <translation>Clerk</translation>
    </message>
    <message>
        <source>角色</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>老年人登记期间</source>
        <translation>Enrolment of an elder</translation>
    </message>
    <message>
        <source>指标数字</source>
        <translation>Figure of an indicator</translation>
    </message>
    <message>
        <source>地方</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>月份</source>
        <translation>Month</translation>
    </message>
    <message>
        <source>口径</source>
        <translation>Definition</translation>
    </message>
    <message>
        <source>分子</source>
        <translation>Numerator</translation>
    </message>
    <message>
        <source>分母</source>
        <translation>Denominator</translation>
    </message>
    <message>
        <source>完整的单位</source>
        <translation>Complete units</translation>
    </message>
    <message>
        <source>已签发的报告</source>
        <translation>Issued report</translation>
    </message>
    <message>
        <source>报告</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>时期</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>范围</source>
        <translation>Scope</translation>
    </message>
    <message>
        <source>签发日期</source>
        <translation>Issued on</translation>
    </message>
    <message>
        <source>核对问题</source>
        <translation>Question</translation>
    </message>
    <message>
        <source>问题</source>
        <translation>Question</translation>
    </message>
    <message>
        <source>登记簿</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>记录</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>另一条记录</source>
        <translation>Other record</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Explanation</translation>
    </message>
    <message>
        <source>提出日期</source>
        <translation>Asked on</translation>
    </message>
    <message>
        <source>答复</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>答复日期</source>
        <translation>Answered on</translation>
    </message>
    <message>
        <source>单位变更</source>
        <translation>Change of a unit</translation>
    </message>
    <message>
        <source>自何日起</source>
        <translation>From (day)</translation>
    </message>
    <message>
        <source>城市社区（县定）</source>
        <translation>Urban community (set by the county)</translation>
    </message>
    <message>
        <source>岗位变动</source>
        <translation>Change of post</translation>
    </message>
    <message>
        <source>在用的电脑</source>
        <translation>Computer in use</translation>
    </message>
    <message>
        <source>次序</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>电脑的认可与停用</source>
        <translation>Computers approved and stopped</translation>
    </message>
    <message>
        <source>决定</source>
        <translation>Decision</translation>
    </message>
    <message>
        <source>电脑</source>
        <translation>Computer</translation>
    </message>
    <message>
        <source>证书</source>
        <translation>Certificate</translation>
    </message>
    <message>
        <source>涉及的记录</source>
        <translation>Records concerned</translation>
    </message>
    <message>
        <source>代填的记录</source>
        <translation>Records filled in for the unit</translation>
    </message>
    <message>
        <source>取消哪一项</source>
        <translation>What is taken back</translation>
    </message>
</context>
<context>
    <name>unit</name>
    <message>
        <source>{year}年{month}月</source>
        <translation>{month}/{year}</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>M月d日</source>
        <translation>d MMM</translation>
    </message>
    <message>
        <source>yyyy年M月d日</source>
        <translation>d MMM yyyy</translation>
    </message>
</context>
</TS>
